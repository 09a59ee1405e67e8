import type { CallbackRequest } from "./callback-request.ts";
import { type CallbackTask, conversationOf, keyOf } from "./callback-task.ts";
import { defined } from "./defined.ts";
import type { End } from "./end.ts";
import { endsAtOf, type LifetimePolicy, timeoutUntil } from "./lifetime.ts";
import { asOfEarlierRound, currentRound, nextAttempt, wasCalled } from "./retry/requeue.ts";
import type { TaskEnd } from "./task-event.ts";
import { isOpen, isWithAgent } from "./task-state.ts";

/** How a request ended. Nobody is named where nobody of ours ended it. */
export type RequestEnd = Omit<End, "by"> & Partial<Pick<End, "by">>;

export type AfterTaskEnd =
  /** The request goes on: this is its next task, made by whoever follows, once. */
  | { readonly kind: "again"; readonly request: CallbackRequest; readonly notBefore?: Date }
  | { readonly kind: "ended"; readonly end: RequestEnd }
  /** This end says nothing of the request: it goes on in another task, or another end of this task says it. */
  | { readonly kind: "superseded" };

/** A task that the queue ended sooner may be ended as soon again: it would go round and round. */
export const SHORT_LIFE_MS = 600_000;

/** A request whose tasks the queue ends at once goes into the queue again at most so often. */
const BRAKE_MS = 3_600_000;

/** `end` on a task is written shortly before the task ends, and counts for so long. */
const END_COUNTS_MS = 10_000;

/** TaskRouter's moments and ages are whole seconds, and it does not look at every task in every second. */
const SLACK_MS = 5_000;

/** An answered call that was shorter may have been a machine, or a contact who hung up. */
const SHORTEST_TALK_SECONDS = 30;

/**
 * What the end of a task means for its request. What ended for the queue's reasons is not over for the contact: they
 * are called once too often rather than not at all. What an agent completed, or somebody canceled, never comes back.
 *
 * @param task the task as it was last
 * @param now by the queue's clock
 */
export function afterTaskEnd(
  task: CallbackTask,
  end: TaskEnd,
  now: Date,
  policy: LifetimePolicy,
): AfterTaskEnd {
  if (isToldByAnotherEnd(task, end)) return SUPERSEDED;
  if (task.mark?.next !== undefined) return afterNext(task, end);
  if (isJoined(task, end)) return afterJoined(task, end);

  switch (end.how) {
    case "completed":
      return isUnfinished(task, "requeue")
        ? { kind: "again", request: unfinishedNext(task, now, policy) }
        : ended(endOfCompleted(task, end));
    case "canceled":
      if (isUnfinished(task, "move")) return { kind: "again", request: unfinishedNext(task, now, policy) };
      return isSomebodys(task, end) ? ended(endOfCanceled(task, end)) : byTheQueue(task, end, now, policy);
    case "deleted":
      return ended({ how: "canceled", reason: "deleted", at: end.at });
    case "system-deleted":
      return isUnfinished(task, "requeue")
        ? { kind: "again", request: unfinishedNext(task, now, policy) }
        : byTheQueue(task, end, now, policy);
  }
}

/** A deletion may follow another end: that one says what became of the request. */
function isToldByAnotherEnd({ state }: CallbackTask, { how }: TaskEnd): boolean {
  switch (how) {
    case "completed":
    case "canceled":
      return false;
    case "deleted":
      return !isOpen(state);
    case "system-deleted":
      return !isWithAgent(state);
  }
}

/** Whoever asked again after the call has a request of their own; this one ended with its call. */
function afterNext(task: CallbackTask, end: TaskEnd): AfterTaskEnd {
  if (task.mark?.why !== "ask") return SUPERSEDED;

  return end.how === "completed"
    ? ended(endOfCompleted(task, end))
    : ended({ how: "canceled", reason: "joined", at: end.at });
}

function isJoined({ joined }: CallbackTask, { how, isQueuesReason, at }: TaskEnd): boolean {
  return joined !== undefined && how === "canceled" && (!isQueuesReason || isJustBefore(joined.at, at));
}

/** One task too many of the same request ends nothing. */
function afterJoined({ request }: CallbackTask, { at }: TaskEnd): AfterTaskEnd {
  return request.conversationId === undefined ? ended({ how: "canceled", reason: "joined", at }) : SUPERSEDED;
}

function isUnfinished({ mark }: CallbackTask, why: "requeue" | "move"): boolean {
  return mark?.why === why;
}

/** Whoever decided what comes next died before it came. Older versions did not note the decision. */
export function unfinishedNext(task: CallbackTask, now: Date, policy: LifetimePolicy): CallbackRequest {
  const decision = task.mark?.decision;

  return decision ? nextAttempt(task, decision, now, policy) : againRequest(task, now, policy);
}

/** An end that cannot be of a completed task was taken back, or written by mistake. */
function endOfCompleted(task: CallbackTask, { at }: TaskEnd): RequestEnd {
  const told = task.request.end;
  if (told && told.how !== "expired") return told;

  return isReached(task) ? { how: "reached", at } : { how: "closed", reason: "unsaid", at };
}

function isReached({ request }: CallbackTask): boolean {
  return request.attempts.some(
    ({ number, outcome }) => number === currentRound(request) && outcome === "answered",
  );
}

/**
 * Whether somebody wanted it canceled. TaskRouter gives a text and nothing more: an end that we wrote just before, or a
 * text of somebody else's before the time was over.
 */
function isSomebodys(task: CallbackTask, end: TaskEnd): boolean {
  const told = task.request.end;
  if (told && isJustBefore(told.at, end.at)) return true;

  return !end.isQueuesReason && !isTimeOver(task, end);
}

function isTimeOver({ createdAt, request }: CallbackTask, { at, ageSeconds = 0 }: TaskEnd): boolean {
  const age = Math.max(ageSeconds * 1000, at.getTime() - createdAt.getTime());

  return age + SLACK_MS >= request.routing.timeoutSeconds * 1000;
}

function endOfCanceled(task: CallbackTask, { at }: TaskEnd): RequestEnd {
  const told = task.request.end;

  return told && isJustBefore(told.at, at) ? told : { how: "canceled", at };
}

function isJustBefore(written: Date, ended: Date): boolean {
  return Math.abs(ended.getTime() - written.getTime()) <= END_COUNTS_MS + SLACK_MS;
}

function byTheQueue(task: CallbackTask, end: TaskEnd, now: Date, policy: LifetimePolicy): AfterTaskEnd {
  const told = task.request.end;
  if (told && isJustBefore(told.at, end.at)) return ended(told);
  if (end.how === "system-deleted" && hasTalked(task))
    return ended({ how: "reached", reason: "unsaid", at: end.at });
  if (endsAtOf(task.request, policy) <= now) return ended({ how: "expired", at: end.at });

  const lived = end.at.getTime() - task.createdAt.getTime();

  return {
    kind: "again",
    request: againRequest(task, now, policy),
    ...(lived < SHORT_LIFE_MS && { notBefore: new Date(task.createdAt.getTime() + BRAKE_MS) }),
  };
}

/** The agent went home without a word: the contact was spoken to, or nobody knows. */
function hasTalked({ request }: CallbackTask): boolean {
  return request.attempts.some(
    ({ number, outcome, seconds = 0 }) =>
      number === currentRound(request) && outcome === "answered" && seconds >= SHORTEST_TALK_SECONDS,
  );
}

/**
 * The request as it goes into the queue again, as if the queue had not ended its task. A round in which a call was
 * placed is over. A delay that is not over goes on, and a task that waits it out takes no place from before.
 */
function againRequest(task: CallbackTask, now: Date, policy: LifetimePolicy): CallbackRequest {
  const { end: _, retryDelaySeconds = 0, routing, ...kept } = task.request;
  const { queuedSince = task.createdAt, ...way } = routing;
  const endsAt = endsAtOf(task.request, policy);
  const attemptsMade = kept.attemptsMade + (wasCalled(task.request) ? 1 : 0);
  const delayLeft = Math.ceil((task.createdAt.getTime() - now.getTime()) / 1000) + retryDelaySeconds;

  return {
    ...kept,
    endsAt,
    agains: (kept.agains ?? 0) + 1,
    attemptsMade,
    attempts: kept.attempts.map((each) => asOfEarlierRound(each, { ...kept, attemptsMade })),
    routing: {
      ...way,
      timeoutSeconds: timeoutUntil(endsAt, now),
      ...defined({ queuedSince: delayLeft > 0 ? undefined : queuedSince }),
    },
    ...(delayLeft > 0 && { retryDelaySeconds: delayLeft }),
    callAttributes: {},
    conversationId: conversationOf(task),
    key: keyOf(task),
  };
}

function ended(end: RequestEnd): AfterTaskEnd {
  return { kind: "ended", end };
}

const SUPERSEDED: AfterTaskEnd = { kind: "superseded" };
