import type { Agent } from "../domain/agent.ts";
import { defined } from "../domain/defined.ts";
import { withoutEnd } from "../domain/end.ts";
import type { PhoneNumber } from "../domain/phone-number.ts";
import { type AttemptOutcome, withAttempt, withoutPlacedCall } from "../domain/retry/attempt.ts";
import { asOfEarlierRound, currentRound } from "../domain/retry/requeue.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";
import { type NotForAgent, taskForAgent } from "./task-for-agent.ts";

/** What is reported of a call that the agent places. */
export type PlacedCall = {
  /** The number called, where it is not the contact's. */
  readonly numberCalled?: PhoneNumber;
} & (
  | {
      /** `placed`: the agent places it at this moment. `not-placed`: the telephone system refused it, no call came of it. */
      readonly outcome: "placed" | "not-placed";
    }
  | {
      readonly outcome: AttemptOutcome;
      /** The outbound call's task, so that the same call is recorded once. */
      readonly callTaskId?: string;
      /** How long it was talked, once the call has ended. */
      readonly seconds?: number;
    }
);

export type RecordAttemptOutcome = { readonly kind: "recorded" } | NotForAgent;

/** Notes on a callback that a call is placed for it, and later its outcome. */
export type RecordAttempt = (taskId: string, call: PlacedCall, agent: Agent) => Promise<RecordAttemptOutcome>;

export const makeRecordAttempt =
  (tasks: CallbackTasks, write: WriteToRequest, clock: Clock): RecordAttempt =>
  async (taskId, call, agent) => {
    const found = await taskForAgent(taskId, agent, tasks);
    if (found.kind !== "task") return found;

    const placed = { at: clock.now(), agent: agent.name, number: currentRound(found.task.request) };
    const recorded = await write(taskId, (request, task) => {
      // A later task may count its rounds from the start again. The call is none of its rounds.
      const by = task.id === taskId ? placed : asOfEarlierRound(placed, request);
      switch (call.outcome) {
        case "placed":
          return {
            ...withoutEnd(request),
            attempts: withAttempt(request.attempts, {
              ...by,
              ...defined({ numberCalled: call.numberCalled }),
            }),
          };
        case "not-placed":
          return { ...request, attempts: withoutPlacedCall(request.attempts, by) };
        default:
          return { ...request, attempts: withAttempt(request.attempts, { ...by, ...call }) };
      }
    });

    return recorded ? { kind: "recorded" } : { kind: "task-not-found" };
  };
