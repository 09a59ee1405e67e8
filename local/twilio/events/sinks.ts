import { z } from "zod";
import type { AdvanceableClock } from "../clock.ts";
import { badRequest, notFound } from "../refusal.ts";
import { newSid } from "../sids.ts";
import { EVENT_TYPES, LATEST_VERSION } from "./types.ts";

/** https://www.twilio.com/docs/events/event-streams/sink-resource */
export interface Sink {
  readonly sid: string;
  readonly description: string;
  readonly configuration: SinkConfiguration;
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

export type SinkConfiguration = z.infer<typeof webhook>;

/** https://www.twilio.com/docs/events/event-streams/subscription */
export interface Subscription {
  readonly sid: string;
  readonly description: string;
  readonly sinkSid: string;
  /** The version of the schema, by type. */
  readonly types: ReadonlyMap<string, number>;
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

/** Unverified: whether Twilio takes addresses without TLS. `GET` is not available here. */
const webhook = z.object({
  destination: z.url({ protocol: /^https?$/ }),
  method: z.literal("POST"),
  batch_events: z.boolean().default(false),
});

const subscribed = z.object({ type: z.string(), schema_version: z.coerce.number().int().min(1).optional() });

/** The sinks and subscriptions of Event Streams. Refusals have words that others have seen, where the code cites them. */
export class Sinks {
  readonly #clock: AdvanceableClock;
  readonly #sinks = new Map<string, Sink>();
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(clock: AdvanceableClock) {
    this.#clock = clock;
  }

  sinks(): readonly Sink[] {
    return [...this.#sinks.values()];
  }

  subscriptions(): readonly Subscription[] {
    return [...this.#subscriptions.values()];
  }

  sink(sid: string): Sink {
    return this.#sinks.get(sid) ?? missing(`/Sinks/${sid}`);
  }

  subscription(sid: string): Subscription {
    return this.#subscriptions.get(sid) ?? missing(`/Subscriptions/${sid}`);
  }

  isInUse(sinkSid: string): boolean {
    return this.subscriptions().some((each) => each.sinkSid === sinkSid);
  }

  createSink(description: string, configuration: string): Sink {
    const now = this.#clock.time();
    const parsed = webhook.safeParse(jsonOf(configuration));
    if (!parsed.success) throw badRequest("SinkConfiguration is not valid");

    return this.#keepSink({
      sid: newSid("DG"),
      description,
      configuration: parsed.data,
      dateCreated: now,
      dateUpdated: now,
    });
  }

  describeSink(sid: string, description: string): Sink {
    return this.#keepSink({ ...this.sink(sid), description, dateUpdated: this.#clock.time() });
  }

  /** Unverified: that a sink in use is not deleted. */
  removeSink(sid: string): void {
    this.#refuseSinkInUse(this.sink(sid).sid);
    this.#sinks.delete(sid);
  }

  /** A sink has one subscription. The words were seen in Twilio's answer. */
  createSubscription(description: string, sinkSid: string, types: readonly string[]): Subscription {
    this.#refuseSinkInUse(this.sink(sinkSid).sid);
    const now = this.#clock.time();

    return this.#keepSubscription({
      sid: newSid("DF"),
      description,
      sinkSid,
      types: new Map(types.map((text, index) => readType(text, index))),
      dateCreated: now,
      dateUpdated: now,
    });
  }

  describeSubscription(sid: string, description: string): Subscription {
    return this.#keepSubscription({
      ...this.subscription(sid),
      description,
      dateUpdated: this.#clock.time(),
    });
  }

  removeSubscription(sid: string): void {
    this.#subscriptions.delete(this.subscription(sid).sid);
  }

  subscribe(sid: string, type: string, version = LATEST_VERSION): void {
    const subscription = this.subscription(sid);
    checkType(type);
    this.#keepSubscription({
      ...subscription,
      types: new Map([...subscription.types, [type, version]]),
      dateUpdated: this.#clock.time(),
    });
  }

  unsubscribe(sid: string, type: string): void {
    const subscription = this.subscription(sid);
    this.subscribedVersion(sid, type);
    this.#keepSubscription({
      ...subscription,
      types: new Map([...subscription.types].filter(([each]) => each !== type)),
      dateUpdated: this.#clock.time(),
    });
  }

  subscribedVersion(sid: string, type: string): number {
    return (
      this.subscription(sid).types.get(type) ?? missing(`/Subscriptions/${sid}/SubscribedEvents/${type}`)
    );
  }

  clear(): void {
    this.#sinks.clear();
    this.#subscriptions.clear();
  }

  #refuseSinkInUse(sid: string): void {
    if (this.isInUse(sid)) throw badRequest(`Sink with SID ${sid} is in use`);
  }

  #keepSink(sink: Sink): Sink {
    this.#sinks.set(sink.sid, sink);

    return sink;
  }

  #keepSubscription(subscription: Subscription): Subscription {
    this.#subscriptions.set(subscription.sid, subscription);

    return subscription;
  }
}

/** The words of a type that is missing were seen in Twilio's answer. */
function readType(text: string, index: number): readonly [string, number] {
  const parsed = subscribed.safeParse(jsonOf(text));
  if (!parsed.success) throw badRequest(`Missing required input parameter event_types[${index}].type`);
  checkType(parsed.data.type);

  return [parsed.data.type, parsed.data.schema_version ?? LATEST_VERSION];
}

/** Seen in Twilio's answer, in about these words. */
function checkType(type: string): void {
  if (!EVENT_TYPES.includes(type)) throw badRequest(`Type ${type} not found in the system`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missing(path: string): never {
  throw notFound(path);
}
