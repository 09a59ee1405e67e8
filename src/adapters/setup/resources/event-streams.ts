import type { SinkInstance } from "twilio/lib/rest/events/v1/sink.js";
import { SinkListInstance } from "twilio/lib/rest/events/v1/sink.js";
import type { SubscriptionInstance } from "twilio/lib/rest/events/v1/subscription.js";
import { SubscriptionListInstance } from "twilio/lib/rest/events/v1/subscription.js";
import type { JsonObject } from "../../../domain/json.ts";
import type { Resource } from "../../../domain/setup/provisioning.ts";
import { Rejected, Unavailable } from "../../../ports/faults.ts";
import type { Resources } from "../../../ports/setup/resources.ts";
import { ALL, type Apis, asking } from "../apis.ts";
import { resourcesOf } from "./resource-kind.ts";

/** The version of TaskRouter's schema that we read: https://www.twilio.com/docs/events/event-types/taskrouter/task */
const SCHEMA_VERSION = 4;

/**
 * https://www.twilio.com/docs/events/event-streams/sink-resource. Content: `destination`, the address that events are
 * sent to. A sink's address cannot be changed: another sink takes its place, and its subscription goes with it.
 */
export function eventSinks({ events }: Apis): Resources {
  const sinks = SinkListInstance(events);
  const create = (description: string, { destination }: JsonObject): Promise<SinkInstance> =>
    sinks.create({
      description,
      sinkType: "webhook",
      sinkConfiguration: { destination, method: "POST", batch_events: true },
    });

  return resourcesOf({
    what: "the event sink",
    list: () => sinks.list({ ...ALL }),
    nameOf: ({ description }) => description,
    create,
    update: async (sid, content) => {
      const { description } = await sinks(sid).fetch();
      await removeSubscriptionsOf(events, sid);
      await sinks(sid).remove();
      await create(description, content);
    },
    remove: (sid) => sinks(sid).remove(),
    contentOf: ({ sinkConfiguration }) => ({
      content: { destination: sinkConfiguration?.destination ?? null },
    }),
  });
}

/**
 * https://www.twilio.com/docs/events/event-streams/subscription. Content: `types`, of which more may be subscribed to.
 * A sink has one subscription, so that the two have one name.
 */
export function eventSubscriptions(apis: Apis, wanted: readonly string[]): Resources {
  const { events } = apis;
  const subscriptions = SubscriptionListInstance(events);
  const typesOf = async (sid: string) =>
    (await subscriptions(sid).subscribedEvents.list({ ...ALL })).map(({ type }) => type);

  const resources = resourcesOf<Subscribed>({
    what: "the event subscription",
    list: () => subscriptions.list({ ...ALL }),
    nameOf: ({ description }) => description,
    create: async (description) => {
      const sink = await eventSinks(apis).find(description);
      if (!sink) throw new Unavailable(`There is no sink ${description} yet`);

      return subscriptions.create({
        description,
        sinkSid: sink.id,
        types: wanted.map((type) => ({ type, schema_version: SCHEMA_VERSION })),
      });
    },
    update: async (sid) => {
      const known = await typesOf(sid);
      for (const type of wanted.filter((each) => !known.includes(each)))
        await subscriptions(sid).subscribedEvents.create({ type, schemaVersion: SCHEMA_VERSION });
    },
    remove: (sid) => subscriptions(sid).remove(),
    // The list comes without the types.
    complete: async (listed) =>
      Object.assign(listed, {
        typesSubscribed: await typesOf(listed.sid),
      }),
    contentOf: ({ typesSubscribed = [] }) => ({
      content: { types: wanted.filter((type) => typesSubscribed.includes(type)) },
    }),
  });

  return { ...resources, create: (name, content) => unlessOthersWereFaster(resources, name, content) };
}

/** A sink that others have subscribed to at the same time is in use: Twilio refuses a second subscription. */
async function unlessOthersWereFaster(
  resources: Resources,
  name: string,
  content: JsonObject,
): Promise<Resource | undefined> {
  try {
    return await resources.create(name, content);
  } catch (error) {
    if (error instanceof Rejected && (await resources.find(name))) return undefined;
    throw error;
  }
}

type Subscribed = SubscriptionInstance & { readonly typesSubscribed?: readonly string[] };

/** Sends the sink's test event. Twilio's own validation says of every sink that it is valid. */
export async function sendTestEvent({ events }: Apis, sinkSid: string): Promise<void> {
  await asking("Sending a test event", SinkListInstance(events)(sinkSid).sinkTest.create());
}

async function removeSubscriptionsOf(events: Apis["events"], sinkSid: string): Promise<void> {
  const subscriptions = SubscriptionListInstance(events);
  for (const { sid } of await subscriptions.list({ sinkSid, ...ALL })) await subscriptions(sid).remove();
}
