import type { RequeueOutcome } from "../../../application/requeue-callback.ts";
import { kindOf } from "../../../domain/callback-request.ts";
import { currentAttempt } from "../../../domain/requeue.ts";
import type { AgentNotices, RequeueFailure } from "../../../ports/agent-notices.ts";
import { Unavailable } from "../../../ports/faults.ts";
import type { Log } from "../../../ports/log.ts";
import type { Telemetry } from "../../../ports/telemetry.ts";
import type { FinishTask } from "../desk/flex-tasks.ts";
import type { DeskCallback } from "../desk-callback.ts";
import type { SessionEnded } from "../http/remote-use-cases.ts";
import type { PanelStates } from "../panel-states.ts";

/** Puts the request back into the queue and wraps its task up. What goes wrong is told to the agent, not thrown. */
export type RetryLater = (callback: DeskCallback) => Promise<void>;

export type Requeue = (taskId: string) => Promise<RequeueOutcome | SessionEnded>;

/**
 * A second click, a reload or a second tab in between do no harm: of all who ask, the functions make one new task,
 * and its old one is wrapped up by whoever comes first.
 */
export const makeRetryLater =
  (
    requeue: Requeue,
    wrapUp: FinishTask,
    states: PanelStates,
    notices: AgentNotices,
    telemetry: Telemetry,
    log: Log,
  ): RetryLater =>
  async ({ taskId, request }) => {
    if (states.of(taskId).activity !== "idle") return;
    states.set(taskId, { activity: "requeueing" });

    const failure = await failureOf(() => requeue(taskId), taskId, log);
    if (failure !== undefined) {
      states.set(taskId, { activity: "idle", problem: { kind: "requeue", reason: failure } });
      notices.tell({ kind: "not-requeued", reason: failure });
      telemetry.track({ kind: "not-requeued", reason: failure });
      return;
    }

    states.set(taskId, { activity: "idle", requeued: true });
    notices.tell({ kind: "requeued" });
    telemetry.track({ kind: "requeued", request: kindOf(request), attempt: currentAttempt(request) });
    await finishWith(wrapUp, taskId, states, log);
  };

/** Ends a task whose request is back in the queue. */
export const makeFinish =
  (complete: FinishTask, states: PanelStates, log: Log) =>
  async ({ taskId }: Pick<DeskCallback, "taskId">): Promise<void> =>
    finishWith(complete, taskId, states, log);

async function finishWith(finish: FinishTask, taskId: string, states: PanelStates, log: Log): Promise<void> {
  const { problem: _, ...state } = states.of(taskId);
  try {
    await finish(taskId);
    states.set(taskId, state);
  } catch (error) {
    log.warn("panel.not-ended", { taskId }, error);
    states.set(taskId, { ...state, problem: { kind: "finish" } });
  }
}

async function failureOf(
  requeue: () => ReturnType<Requeue>,
  taskId: string,
  log: Log,
): Promise<RequeueFailure | undefined> {
  try {
    const outcome = await requeue();
    switch (outcome.kind) {
      case "requeued":
        return undefined;
      case "gave-up":
        return "attempts-used-up";
      case "not-with-agent":
      case "not-allowed":
      case "task-not-found":
      case "session-ended":
        return outcome.kind;
    }
  } catch (error) {
    log.warn("panel.not-requeued", { taskId }, error);
    return error instanceof Unavailable ? "unavailable" : "rejected";
  }
}
