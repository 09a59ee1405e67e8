import { z } from "zod";
import { errorBody } from "../../refusal.ts";
import { fixedSid } from "../../sids.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import { Insights } from "./insights.ts";
import { LiveQueries, type Tell } from "./live-queries.ts";
import type { UpstreamAnswer, UpstreamRequest } from "./session.ts";

const search = z.object({ query_string: z.string() });

const subscriptionRequest = z.object({
  action: z.enum(["establish", "cancel"]),
  correlation_id: z.number(),
  requests: z.array(
    z.object({
      object_sid: z.string(),
      object_type: z.string(),
      index_name: z.string().optional(),
      query_string: z.string().optional(),
    }),
  ),
});

/** https://www.twilio.com/docs/api/errors/54507 */
const INVALID_QUERY = 54507;

/** The client subscribes again if it hears nothing for this long. Twilio's own figures are unverified. */
const SUBSCRIPTION_LIMITS = { max_batch_size: 100, ttl_in_s: 86_400, estimated_delivery_in_ms: 5_000 };

/** cds.us1.twilio.com: the part of Sync that Flex uses through Twilsock, which is queries and empty maps. */
export class SyncHost {
  readonly #store: Store;
  readonly #queries: LiveQueries;

  constructor(store: Store) {
    this.#store = store;
    this.#queries = new LiveQueries(store);
  }

  answer(request: UpstreamRequest): UpstreamAnswer {
    const [, index] = /^\/v3\/Insights\/([^/]+)\/Items$/.exec(request.path) ?? [];
    if (index !== undefined && request.method === "POST") return this.#search(index, request.body);
    if (request.path === "/v4/Subscriptions" && request.method === "POST") return this.#subscribe(request);
    const [, map, items] = /^\/v3\/Maps\/([^/]+)(\/Items)?$/.exec(request.path) ?? [];
    if (map !== undefined && request.method === "GET")
      return this.#map(decodeURIComponent(map), items !== undefined);

    return notFound();
  }

  #search(index: string, body: unknown): UpstreamAnswer {
    const asked = search.safeParse(body);
    if (!Insights.isIndex(index)) return notFound();
    const found = asked.success ? this.#queries.search(index, asked.data.query_string) : undefined;

    return found
      ? { status: 200, body: found }
      : { status: 400, body: errorBody(400, INVALID_QUERY, "Query expression is not valid") };
  }

  #subscribe({ body, notify, subscriptions }: UpstreamRequest): UpstreamAnswer {
    const asked = subscriptionRequest.safeParse(body);
    if (!asked.success) return { status: 400, body: errorBody(400, 20001, "Subscriptions are not valid") };
    const { action, correlation_id, requests } = asked.data;
    const tell: Tell = (eventType, event) =>
      notify("twilio.sync.event", {
        event_protocol_version: 3,
        event_type: eventType,
        correlation_id,
        strictly_ordered: true,
        event,
      });
    for (const { object_sid, object_type, index_name, query_string = "" } of requests) {
      subscriptions.get(object_sid)?.();
      subscriptions.delete(object_sid);
      if (action === "cancel") {
        tell("subscription_canceled", { object_sid, object_type });
        continue;
      }
      tell("subscription_established", {
        object_sid,
        object_type,
        replay_status: "completed",
        last_event_id: this.#queries.lastEventId,
      });
      if (index_name === undefined || !Insights.isIndex(index_name)) continue;
      subscriptions.set(object_sid, this.#queries.subscribe(object_sid, index_name, query_string, tell));
    }

    return { status: 200, body: SUBSCRIPTION_LIMITS };
  }

  /** `WT….CS` would have a call's participants. Flex reads it if it finds no conference, so this map is empty. */
  #map(name: string, items: boolean): UpstreamAnswer {
    if (!this.#store.state.tasks.has(name.replace(/\.CS$/, ""))) return notFound();
    if (items) return { status: 200, body: { items: [], meta: { key: "items", page_size: 50 } } };
    const url = `https://cds.us1.twilio.com/v3/Maps/${name}`;

    return {
      status: 200,
      body: {
        sid: fixedSid("MP", name),
        unique_name: name,
        url,
        revision: "0",
        last_event_id: 0,
        date_expires: null,
        date_updated: this.#store.state.clock.now().toISOString(),
        links: { items: `${url}/Items` },
      },
    };
  }
}

export function notFound(): UpstreamAnswer {
  return { status: 404, body: errorBody(404, 20404, "The requested resource was not found") };
}
