import { kindOf } from "../../domain/callback-request.ts";
import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import type { RequeueFailure } from "../../domain/desktop/problem.ts";
import { type HoldingRules, type RetryChoice, retryChoices } from "../../domain/desktop/retry-choices.ts";
import { currentAttempt } from "../../domain/retry/requeue.ts";
import type { AgentNotices } from "../../ports/agent-notices.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { Log } from "../../ports/log.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import type { RequeueOutcome } from "../requeue-callback.ts";
import type { PanelStates } from "./panel-states.ts";
import type { SessionEnded } from "./session-ended.ts";

/** Puts the request back into the queue and wraps its task up. What goes wrong is told to the agent, not thrown. */
export type RetryLater = (callback: DesktopCallback) => Promise<void>;

/** Brings the agent's task a step nearer to its end: into wrap-up, and from there to completion. */
export type FinishTask = (taskId: string) => Promise<void>;

export type Requeue = (taskId: string, choice?: RetryChoice) => Promise<RequeueOutcome | SessionEnded>;

export interface RetryLaterNeeds {
  readonly requeue: Requeue;
  readonly wrapUp: FinishTask;
  /** The server's rules, by which the agent is told when the request is offered again. Absent: they are not told. */
  readonly rules?: () => HoldingRules | undefined;
  readonly states: PanelStates;
  readonly notices: AgentNotices;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  readonly log: Log;
}

/** The desktop that put the request back first wraps its task up. After this long it has gone. */
const FIRST_ONES_TURN_MS = 2_000;

/**
 * A second click, a reload or a second tab does no harm: the functions make one new task, whoever asks,
 * and the old task is wrapped up once.
 */
export const makeRetryLater =
  ({ requeue, wrapUp, rules, states, notices, telemetry, clock, log }: RetryLaterNeeds): RetryLater =>
  async ({ task: { id: taskId, request } }) => {
    const { activity, retry } = states.of(taskId);
    if (activity !== "idle") return;
    const chosen = retry && { retry };
    states.set(taskId, { ...chosen, activity: "requeueing" });
    const choices = retryChoices(request, rules?.() ?? {});
    const delay = choices && (retry?.delaySeconds ?? choices.usual);

    const result = await resultOf(() => requeue(taskId, retry), taskId, log);
    switch (result.kind) {
      case "failed":
        states.set(taskId, {
          ...chosen,
          activity: "idle",
          problem: { kind: "requeue", reason: result.reason },
        });
        notices.tell({ kind: "not-requeued", reason: result.reason }, taskId);
        telemetry.track({ kind: "not-requeued", reason: result.reason });
        break;
      case "requeued":
        states.set(taskId, {
          activity: "requeued",
          // Another put-back was first, and its agent may have chosen otherwise.
          ...(delay !== undefined && !result.repeated && { offeredAt: inSeconds(delay, clock) }),
        });
        notices.tell({ kind: "requeued" }, taskId);
        telemetry.track({ kind: "requeued", request: kindOf(request), attempt: currentAttempt(request) });
        if (result.repeated) await clock.pause(FIRST_ONES_TURN_MS);
        await finishWith(wrapUp, taskId, states, log);
    }
  };

function inSeconds(seconds: number, clock: Clock): Date {
  return new Date(clock.now().getTime() + seconds * 1_000);
}

/** Ends a task whose request is back in the queue. */
export function makeFinish(complete: FinishTask, states: PanelStates, log: Log) {
  const underWay = new Set<string>();

  return async ({ task: { id } }: Pick<DesktopCallback, "task">): Promise<void> => {
    if (underWay.has(id)) return;

    underWay.add(id);
    await finishWith(complete, id, states, log);
    underWay.delete(id);
  };
}

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

type Result =
  | { readonly kind: "requeued"; readonly repeated: boolean }
  | { readonly kind: "failed"; readonly reason: RequeueFailure };

async function resultOf(requeue: () => ReturnType<Requeue>, taskId: string, log: Log): Promise<Result> {
  try {
    const outcome = await requeue();
    switch (outcome.kind) {
      case "requeued":
        return outcome;
      case "gave-up":
        return { kind: "failed", reason: "attempts-used-up" };
      case "superseded":
      case "not-with-agent":
      case "not-allowed":
      case "task-not-found":
      case "session-ended":
        return { kind: "failed", reason: outcome.kind };
    }
  } catch (error) {
    log.warn("panel.not-requeued", { taskId }, error);
    return { kind: "failed", reason: error instanceof Unavailable ? "unavailable" : "rejected" };
  }
}
