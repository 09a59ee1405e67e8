import { eventPath } from "../src/adapters/twilio-wire/paths.ts";
import { TASK_EVENTS } from "../src/adapters/twilio-wire/task-event.ts";
import type { Twilio } from "./twilio/index.ts";

/** Event Streams tells the functions there what becomes of tasks, as after `provision`. */
export function tellFunctions({ sinks }: Pick<Twilio, "sinks">, origin: string): void {
  const destination = `${origin}${eventPath("taskrouter")}`;
  const { sid } = sinks.createSink(
    "The functions",
    JSON.stringify({ destination, method: "POST", batch_events: true }),
  );
  const types = TASK_EVENTS.map((kind) => JSON.stringify({ type: `com.twilio.taskrouter.${kind}` }));
  sinks.createSubscription("The functions", sid, types);
}
