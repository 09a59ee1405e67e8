import type { CallbackRequest } from "../callback-request.ts";
import { type CallbackTask, conversationOf, keyOf } from "../callback-task.ts";
import type { PutBack } from "../retry/requeue.ts";
import { joinedRequest } from "./joined-request.ts";

/** A request that is asked again while it waits out its delay is due at once, with fresh attempts. */
export const FRESH: PutBack = { attemptsMade: 0, putBacks: 0, retryDelaySeconds: 0 };

/**
 * The request as its contact asked for it again while it waited out a delay: at the place of the new asking, with
 * what was known before.
 */
export function askedAgain(task: CallbackTask, asked: CallbackRequest): CallbackRequest {
  const { queuedSince: _, ...routing } = task.request.routing;
  const { retryDelaySeconds: __, putBacks: ___, end: ____, ...known } = joinedRequest(task.request, asked);

  return {
    ...known,
    receivedAt: asked.receivedAt,
    routing: {
      ...routing,
      timeoutSeconds: asked.routing.timeoutSeconds,
      priority: Math.max(routing.priority, asked.routing.priority),
      ...(asked.routing.queuedSince && { queuedSince: asked.routing.queuedSince }),
    },
    attemptsMade: 0,
    // Calls of earlier rounds are history: they do not count as calls of this one.
    attempts: task.request.attempts.map(({ number: _____, ...attempt }) => attempt),
    callAttributes: asked.callAttributes,
    conversationId: conversationOf(task),
    key: keyOf(task),
  };
}
