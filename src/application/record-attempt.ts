import { type Agent, mayHandle } from "../domain/agent.ts";
import { type AttemptOutcome, withAttempt } from "../domain/retry/attempt.ts";
import { currentAttempt } from "../domain/retry/requeue.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";

export interface PlacedCall {
  readonly outcome: AttemptOutcome;
  /** The outbound call's task, so that the same call is recorded once. */
  readonly callTaskId?: string;
}

export type RecordAttemptOutcome =
  | { readonly kind: "recorded" }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/** Notes on a callback what came of a call that was placed for it. */
export type RecordAttempt = (taskId: string, call: PlacedCall, agent: Agent) => Promise<RecordAttemptOutcome>;

export const makeRecordAttempt =
  (tasks: CallbackTasks, clock: Clock): RecordAttempt =>
  async (taskId, call, agent) => {
    const [task, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!task) return { kind: "task-not-found" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };

    const recorded = await tasks.change(taskId, ({ request }) => {
      const attempt = { ...call, at: clock.now(), agent: agent.name, number: currentAttempt(request) };

      return { request: { ...request, attempts: withAttempt(request.attempts, attempt) } };
    });

    return recorded ? { kind: "recorded" } : { kind: "task-not-found" };
  };
