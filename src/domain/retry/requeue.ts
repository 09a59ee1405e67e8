import type { Assigned, CallbackRequest, Expedited } from "../callback-request.ts";
import { defined } from "../defined.ts";
import { withoutEnd } from "../end.ts";
import { endsAtAfterPutBack, type LifetimePolicy, timeoutUntil } from "../lifetime.ts";
import { expeditedPriority } from "../routing.ts";
import type { Attempt, AttemptOutcome } from "./attempt.ts";
import { DEFAULT_RETRY_DELAYS, delayAfter, type RetryDelays } from "./retry-delays.ts";

export interface RequeuePolicy {
  /** Attempts for one contact, the first included, before giving up. 1 means: never requeue. */
  readonly maxAttempts: number;
  /** How often a request may be put back without a call. Default: 5. */
  readonly maxPutBacks?: number;
  /** How long a request waits before it is offered again. */
  readonly retryDelays?: RetryDelays;
}

export const DEFAULT_MAX_ATTEMPTS = 3;
export const DEFAULT_MAX_PUT_BACKS = 5;

/** How a request goes back into the queue. */
export interface PutBack {
  /** Attempts made before the next task. */
  readonly attemptsMade: number;
  /** Put-backs without a call, so far. */
  readonly putBacks: number;
  /** How long the next task waits before it is offered. */
  readonly retryDelaySeconds: number;
  /** Id of the worker who is asked first. Absent: nobody in particular. */
  readonly ownerId?: string;
  /** The supervisor who hands it to its owner. */
  readonly assigned?: Assigned;
  /** It goes first, because a supervisor wants it. */
  readonly expedited?: Expedited;
}

export type RequeueDecision =
  | { readonly kind: "requeue"; readonly putBack: PutBack }
  | { readonly kind: "give-up"; readonly attemptsMade: number };

type Counted = Pick<CallbackRequest, "attemptsMade" | "attempts" | "putBacks" | "expedited">;

/** What is wanted of a put-back, beside what the policy says. */
export interface PutBackWish {
  /** It counts as an attempt though no call is noted. Default: false. */
  readonly isAttempt?: boolean;
  /** How long it waits. Absent: as the policy says. */
  readonly retryDelaySeconds?: number;
  /** Id of the worker who is to be asked first. Absent: nobody in particular. */
  readonly ownerId?: string;
}

/**
 * Decides what becomes of a request whose contact was not reached. A round in which a call was placed is an attempt,
 * however many calls it had; a round without a call is not, and waits as long as after a first attempt.
 */
export function decideRequeue(
  request: Counted,
  policy: RequeuePolicy,
  { isAttempt = false, retryDelaySeconds, ownerId }: PutBackWish = {},
): RequeueDecision {
  const attemptsMade = request.attemptsMade + (isAttempt || wasCalled(request) ? 1 : 0);
  if (!canRequeue(request, policy, isAttempt)) return { kind: "give-up", attemptsMade };

  const { retryDelays = DEFAULT_RETRY_DELAYS } = policy;

  return {
    kind: "requeue",
    putBack: {
      attemptsMade,
      putBacks: currentRound(request) - attemptsMade,
      retryDelaySeconds:
        retryDelaySeconds ?? delayAfter(Math.max(1, attemptsMade), retryDelays, outcomeOf(request)),
      ...defined({ ownerId }),
      ...(attemptsMade === request.attemptsMade && defined({ expedited: request.expedited })),
    },
  };
}

/** Whether a request goes back at all: every round was an attempt or a put-back, and there is a limit for each. */
export function canRequeue(
  { attemptsMade, putBacks = 0, attempts }: Counted,
  { maxAttempts, maxPutBacks = DEFAULT_MAX_PUT_BACKS }: RequeuePolicy,
  isAttempt = false,
): boolean {
  const round = attemptsMade + putBacks + 1;
  const made = isAttempt || attempts.some(({ number }) => number === round) ? attemptsMade + 1 : attemptsMade;

  return maxAttempts > 1 && made < maxAttempts && round - made <= maxPutBacks;
}

/** Of the last call placed in the round that is now under way. */
function outcomeOf(request: Counted): AttemptOutcome | undefined {
  return request.attempts.findLast(({ number }) => number === currentRound(request))?.outcome;
}

/** A task that is put back. */
export interface LastTask {
  readonly id: string;
  readonly createdAt: Date;
  readonly request: CallbackRequest;
}

/**
 * The request as it is tried again after this task, under the same routing, with time enough after its delay. A call
 * costs the place in the queue; a put-back without a call does not. What belonged to the call just made stays behind, and
 * so does whoever was to be asked first, unless that is decided anew.
 */
export function nextAttempt(
  { id, createdAt, request }: LastTask,
  { attemptsMade, putBacks, retryDelaySeconds, ownerId, assigned, expedited }: PutBack,
  now: Date,
  policy: LifetimePolicy,
): CallbackRequest {
  const { ownerId: _, assigned: __, expedited: before, ...kept } = withoutEnd(request);
  const { queuedSince = createdAt, ...routing } = request.routing;
  const wasAttempt = attemptsMade !== request.attemptsMade;
  const endsAt = endsAtAfterPutBack(request, retryDelaySeconds, now, policy);

  return {
    ...kept,
    ...defined({ ownerId, assigned, expedited }),
    endsAt,
    attemptsMade,
    putBacks,
    retryDelaySeconds,
    attempts: request.attempts.map((attempt) => asOfEarlierRound(attempt, { attemptsMade, putBacks })),
    routing: {
      ...routing,
      priority: expedited
        ? expeditedPriority(expedited.priorityBefore)
        : (before?.priorityBefore ?? routing.priority),
      timeoutSeconds: timeoutUntil(endsAt, now),
      ...(!wasAttempt && { queuedSince }),
    },
    callAttributes: {},
    conversationId: request.conversationId ?? id,
    key: request.key ?? id,
  };
}

/** A request that counts its rounds from the start again has no earlier call that counts as one of its round. */
export function asOfEarlierRound(
  { number, ...call }: Attempt,
  next: Pick<CallbackRequest, "attemptsMade" | "putBacks">,
): Attempt {
  return { ...call, ...(number !== undefined && number < currentRound(next) && { number }) };
}

/** The number of the attempt that is now due, for "attempt n of max". */
export function currentAttempt(request: Pick<CallbackRequest, "attemptsMade">): number {
  return request.attemptsMade + 1;
}

/** Each task of a request is a round of its own, whether or not a call is placed in it. The first is 1. */
export function currentRound({
  attemptsMade,
  putBacks = 0,
}: Pick<CallbackRequest, "attemptsMade" | "putBacks">): number {
  return attemptsMade + putBacks + 1;
}

/**
 * Whether a call was placed in the round that is now under way, whatever its outcome. A call of an earlier round whose
 * outcome comes in late is none of this one.
 */
export function wasCalled(request: Counted): boolean {
  return request.attempts.some(({ number }) => number === currentRound(request));
}
