import { ContainerModule } from "inversify";
import type { AnswerBudget } from "../../../adapters/functions/deadline.ts";
import { makeTaskRouterEvents } from "../../../adapters/functions/taskrouter-events.ts";
import type { EventSource } from "../../../adapters/twilio-wire/event-stream.ts";
import { makeNoteEventsCame } from "../../../application/events-came.ts";
import { makeFollowEnd } from "../../../application/follow-end.ts";
import { makeNoteServed } from "../../../application/note-served.ts";
import { makeTakeEvents } from "../../../application/take-events.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";
import { servedPolicy } from "./served-policy.ts";

/** Event Streams waits 5 seconds: https://www.twilio.com/docs/events/webhook-quickstart */
const EVENTS_BUDGET: AnswerBudget = { answerWithinMs: 4_000 };

/** What Event Streams tells of tasks. Stands on the queue, the ledger and announcements. */
export const taskEventsModule = new ContainerModule(({ bind, rebind }) => {
  rebind(TOKENS.AnswerBudget).toConstantValue(EVENTS_BUDGET);
  bind(TOKENS.FollowEnd).toResolvedValue(makeFollowEnd, [TOKENS.OnceNeeds]);
  bind(TOKENS.ServedPolicy).toResolvedValue(servedPolicy, [TOKENS.Settings]);
  bind(TOKENS.NoteServed).toResolvedValue(makeNoteServed, [
    TOKENS.WriteToRequest,
    TOKENS.OnceNeeds,
    TOKENS.ServedPolicy,
  ]);
  bind(TOKENS.TakeEvents).toResolvedValue(makeTakeEvents, [
    TOKENS.FollowEnd,
    TOKENS.NoteServed,
    TOKENS.Announce,
    TOKENS.OnceNeeds,
  ]);
  bind(TOKENS.NoteEventsCame).toResolvedValue(makeNoteEventsCame, [TOKENS.OnceNeeds]);
  bind(TOKENS.EventSource).toResolvedValue(eventSource, [TOKENS.Settings]);
  bind(TOKENS.TaskRouterEventsAnswer).toResolvedValue(makeTaskRouterEvents, [
    TOKENS.TakeEvents,
    TOKENS.NoteEventsCame,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.EventSource,
  ]);
});

function eventSource({ ACCOUNT_SID, TWILIO_FLEX_WORKSPACE_SID }: Settings): EventSource {
  return { accountSid: ACCOUNT_SID, workspaceSid: TWILIO_FLEX_WORKSPACE_SID };
}
