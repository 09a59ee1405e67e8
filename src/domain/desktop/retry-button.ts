import { type CallbackTask, requeueStateOf } from "../callback-task.ts";
import { defined } from "../defined.ts";
import { decideRequeue } from "../retry/requeue.ts";
import { type TaskBlock, taskBlock } from "./call-button.ts";
import type { CallObstacle } from "./call-obstacle.ts";
import type { Activity, DesktopCallback } from "./desktop-callback.ts";

/** State of the "Retry later" button. */
export type RetryButton =
  | {
      readonly kind: "hidden";
      /** `put-backs-used-up`: it was put back often enough without a call; a call opens the way again. */
      readonly reason: "switched-off" | "attempts-used-up" | "put-backs-used-up";
    }
  | { readonly kind: "enabled" }
  | { readonly kind: "disabled"; readonly reason: RetryBlock };

export type RetryBlock = TaskBlock | "calling-this-contact";

export interface RetryPolicy {
  readonly allowRequeue: boolean;
  /** Absent while the server has not said it: the server has the last word anyway. */
  readonly maxAttempts?: number;
  readonly maxPutBacks?: number;
}

export function retryButton(
  callback: DesktopCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
  policy: RetryPolicy,
): RetryButton {
  if (!policy.allowRequeue) return { kind: "hidden", reason: "switched-off" };
  const { maxAttempts, maxPutBacks } = policy;
  const decision =
    maxAttempts && decideRequeue(callback.task.request, { maxAttempts, ...defined({ maxPutBacks }) });
  if (decision && decision.kind === "give-up") {
    const isLeft = maxAttempts > 1 && decision.attemptsMade < maxAttempts;

    return { kind: "hidden", reason: isLeft ? "put-backs-used-up" : "attempts-used-up" };
  }

  const reason = retryBlock(callback, activity, obstacle);

  return reason ? { kind: "disabled", reason } : { kind: "enabled" };
}

/** Unlike a call, a put-back is still possible in wrap-up, and when an earlier put-back was begun and not finished. */
function retryBlock(
  callback: DesktopCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
): RetryBlock | undefined {
  const block = taskBlock({ ...callback, task: asIfUntouched(callback.task) }, activity);
  if (block !== undefined) return block;

  return obstacle?.kind === "on-a-call" && obstacle.callbackTaskId === callback.task.id
    ? "calling-this-contact"
    : undefined;
}

function asIfUntouched(task: CallbackTask): CallbackTask {
  const state = task.state === "wrap-up" ? "assigned" : task.state;
  if (requeueStateOf(task) !== "begun") return { ...task, state };
  const { mark: _, ...untouched } = task;

  return { ...untouched, state };
}
