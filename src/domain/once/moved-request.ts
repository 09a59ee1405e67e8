import type { CallbackRequest } from "../callback-request.ts";
import { type CallbackTask, conversationOf, keyOf } from "../callback-task.ts";
import { defined } from "../defined.ts";
import type { PutBack } from "../retry/requeue.ts";
import { joinedRequest } from "./joined-request.ts";

/** A request that is asked again while it waits out its delay is due at once, with fresh attempts. */
export const FRESH: PutBack = { attemptsMade: 0, putBacks: 0, retryDelaySeconds: 0 };

/**
 * The request as its contact asked for it again while it waited out a delay, with what was known before: at the place
 * of the new asking, or at the place that it kept because it was put back without a call.
 */
export function askedAgain(task: CallbackTask, asked: CallbackRequest): CallbackRequest {
  const { retryDelaySeconds: _, putBacks: __, end: ___, ...known } = joinedRequest(task.request, asked);
  const { queuedSince, ...routing } = known.routing;
  const place = earliest(queuedSince, asked.routing.queuedSince);

  return {
    ...known,
    receivedAt: asked.receivedAt,
    ...defined({ endsAt: asked.endsAt, flowTimeoutSeconds: asked.flowTimeoutSeconds }),
    routing: {
      ...routing,
      timeoutSeconds: asked.routing.timeoutSeconds,
      ...(place && { queuedSince: place }),
    },
    attemptsMade: 0,
    // Calls of earlier rounds are history: they do not count as calls of this one.
    attempts: known.attempts.map(({ number: ____, ...attempt }) => attempt),
    callAttributes: asked.callAttributes,
    conversationId: conversationOf(task),
    key: keyOf(task),
  };
}

function earliest(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other ? (one < other ? one : other) : (one ?? other);
}
