import type { CallbackRequest } from "../callback-request.ts";

export interface RequeuePolicy {
  /** Calls we place to one contact, the first included, before giving up. 1 means: never requeue. */
  readonly maxAttempts: number;
}

export const DEFAULT_MAX_ATTEMPTS = 3;

export type RequeueDecision =
  | { readonly kind: "requeue"; readonly request: CallbackRequest }
  | { readonly kind: "give-up"; readonly attemptsMade: number };

/** Decides what becomes of a request whose contact was not reached. The attempt just made counts. */
export function decideRequeue(
  request: CallbackRequest,
  taskId: string,
  policy: RequeuePolicy,
): RequeueDecision {
  const attemptsMade = request.attemptsMade + 1;

  return attemptsMade < policy.maxAttempts
    ? { kind: "requeue", request: nextAttempt(request, taskId) }
    : { kind: "give-up", attemptsMade };
}

/**
 * The request as it is tried again after the task with this id. It goes to the back of the queue under the same
 * routing; what belonged to the call just made stays behind, and the first task's id stays the conversation id.
 */
export function nextAttempt(request: CallbackRequest, taskId: string): CallbackRequest {
  const { end: _, ...asked } = request;
  const { queuedSince: __, ...routing } = request.routing;

  return {
    ...asked,
    attemptsMade: request.attemptsMade + 1,
    routing,
    callAttributes: {},
    conversationId: request.conversationId ?? taskId,
    mark: request.mark ?? taskId,
  };
}

/** Whether the panel offers "retry later" at all for a request in this state. */
export function canRequeue(request: Pick<CallbackRequest, "attemptsMade">, policy: RequeuePolicy): boolean {
  return request.attemptsMade + 1 < policy.maxAttempts;
}

/** The number of the attempt that is now due, for "attempt n of max". */
export function currentAttempt(request: Pick<CallbackRequest, "attemptsMade">): number {
  return request.attemptsMade + 1;
}

/** Whether a call was placed in the attempt that is now due, whatever came of it. */
export function wasCalled(request: Pick<CallbackRequest, "attemptsMade" | "attempts">): boolean {
  return request.attempts.some(({ number }) => number === currentAttempt(request));
}
