import type { NoteEventsCame } from "../../application/events-came.ts";
import type { TakeEvents } from "../../application/take-events.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import { type EventSource, readEventBatch } from "../twilio-wire/event-stream.ts";
import { type Answer, success } from "./answer.ts";
import type { FunctionEvent } from "./parameters.ts";
import { refused } from "./request-answer.ts";

/**
 * `events/taskrouter` takes what Event Streams tells of tasks: a JSON list of CloudEvents, or a single one.
 * https://www.twilio.com/docs/events/webhook-quickstart
 *
 * What is of no concern is answered with 200: it would come again for hours. So is a request of which a part is done
 * and the rest cannot be helped; where a later try may help, the whole may come again.
 */
export const makeTaskRouterEvents =
  (takeEvents: TakeEvents, noteEventsCame: NoteEventsCame, clock: Clock, log: Log, source: EventSource) =>
  async ({ request: _, ...body }: FunctionEvent): Promise<Answer> => {
    const items = itemsOf(body);
    if (items.length === 0) return refused({ body: "must be a JSON list of CloudEvents" }, log);

    const { events, served, tests, foreign } = readEventBatch(items, source, clock.now());
    if (foreign > 0) log.warn("events.foreign", { events: foreign });
    const [{ followed }] = await Promise.all([takeEvents(events, served), noteEventsCame(tests)]);

    return success({ events: items.length, ours: events.length, followed });
  };

/** The runtime spreads a list over the parameters, by number. */
function itemsOf(body: Readonly<Record<string, unknown>>): readonly unknown[] {
  const items = Object.entries(body)
    .filter(([key]) => /^\d+$/.test(key))
    .map(([, item]) => item)
    .filter((item) => typeof item === "object" && item !== null);

  return items.length === 0 && typeof body.type === "string" && "data" in body ? [body] : items;
}
