import { canRequeue } from "../retry/requeue.ts";
import { type TaskBlock, taskBlock } from "./call-button.ts";
import type { CallObstacle } from "./call-obstacle.ts";
import type { Activity, DeskCallback } from "./desktop-callback.ts";

/** What has become of "retry later" for a callback in its situation. */
export type RetryButton =
  | { readonly kind: "hidden"; readonly reason: "switched-off" | "attempts-used-up" }
  | { readonly kind: "enabled" }
  | { readonly kind: "disabled"; readonly reason: RetryBlock };

export type RetryBlock = TaskBlock | "calling-this-contact";

export interface RetryPolicy {
  readonly allowRequeue: boolean;
  /** Absent while the server has not said it: the server has the last word anyway. */
  readonly maxAttempts?: number;
}

export function retryButton(
  callback: DeskCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
  policy: RetryPolicy,
): RetryButton {
  if (!policy.allowRequeue) return { kind: "hidden", reason: "switched-off" };
  if (
    policy.maxAttempts !== undefined &&
    !canRequeue(callback.request, { maxAttempts: policy.maxAttempts })
  ) {
    return { kind: "hidden", reason: "attempts-used-up" };
  }

  const reason = retryBlock(callback, activity, obstacle);

  return reason ? { kind: "disabled", reason } : { kind: "enabled" };
}

/**
 * Unlike a call, a request may still be put back when the agent has begun to wrap its task up, and when somebody
 * began to put it back and did not come to the end.
 */
function retryBlock(
  callback: DeskCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
): RetryBlock | undefined {
  const state = callback.state === "wrap-up" ? "assigned" : callback.state;
  const requeued = callback.requeued === "begun" ? "no" : callback.requeued;
  const block = taskBlock({ ...callback, state, requeued }, activity);
  if (block !== undefined) return block;

  return obstacle?.kind === "on-a-call" && obstacle.callbackTaskId === callback.taskId
    ? "calling-this-contact"
    : undefined;
}
