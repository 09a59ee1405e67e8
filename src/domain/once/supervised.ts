import type { Assigned, CallbackRequest } from "../callback-request.ts";
import { type CallbackTask, isBeingFollowed, isBeingJoined, isHeld } from "../callback-task.ts";
import { defined } from "../defined.ts";
import { type PutBack, wasCalled } from "../retry/requeue.ts";
import { expeditedPriority } from "../routing.ts";
import { isOpen } from "../task-state.ts";
import type { ByAgent } from "../voicemail.ts";
import { needsNext } from "./follow.ts";
import type { Pace } from "./pace.ts";

/** The next step of a supervisor who wants something of a request that waits. */
export type SupervisedStep =
  | { readonly kind: "ended" }
  /** Somebody moved it: what is wanted is wanted of the task that takes its place. */
  | { readonly kind: "follow" }
  /** An agent has it, or it is being offered. */
  | { readonly kind: "taken" }
  /** Somebody makes the task that follows it, or takes it away. */
  | { readonly kind: "wait" }
  /** It is as it is wanted. */
  | { readonly kind: "done" }
  /** It stays, and gets another priority. */
  | { readonly kind: "raise" }
  /** Another task takes its place. */
  | { readonly kind: "move" };

/** Of a supervisor who wants a request to be offered now, before all others. */
export function expediteStep(task: CallbackTask, at: Date, pace: Pace): SupervisedStep {
  const before = stepBefore(task, at, pace);
  if (before) return before;
  if (isHeld(task, at)) return { kind: "move" };

  return { kind: task.request.expedited ? "done" : "raise" };
}

/** Of a supervisor who wants a request to be offered now, to this agent first. */
export function assignStep(task: CallbackTask, ownerId: string, at: Date, pace: Pace): SupervisedStep {
  const isTheirs = task.request.ownerId === ownerId && !isHeld(task, at);

  return stepBefore(task, at, pace) ?? { kind: isTheirs ? "done" : "move" };
}

function stepBefore(task: CallbackTask, at: Date, pace: Pace): SupervisedStep | undefined {
  if (!isOpen(task.state)) return { kind: needsNext(task) && task.mark?.why === "move" ? "follow" : "ended" };
  if (task.state !== "waiting") return { kind: "taken" };

  return isBeingFollowed(task, at, pace) || isBeingJoined(task, at, pace) ? { kind: "wait" } : undefined;
}

/** The request at the head of the queue, on its own task. */
export function broughtForward(request: CallbackRequest, by: ByAgent): CallbackRequest {
  const { routing } = request;

  return {
    ...request,
    expedited: { ...by, priorityBefore: routing.priority },
    routing: { ...routing, priority: expeditedPriority(routing.priority) },
  };
}

/** How the request goes on, at the head of the queue, in another task. */
export function expediteDecision({ request }: CallbackTask, by: ByAgent): PutBack {
  const { priorityBefore = request.routing.priority } = request.expedited ?? {};

  return { ...goingOn(request), expedited: { ...by, priorityBefore } };
}

/** How the request goes on, offered to this agent first, in another task. */
export function assignDecision({ request }: CallbackTask, ownerId: string, assigned: Assigned): PutBack {
  return { ...goingOn(request), ownerId, assigned };
}

/** At once, and otherwise as it was. */
function goingOn(request: CallbackRequest): PutBack {
  const { attemptsMade, putBacks = 0, ownerId, assigned, expedited } = request;

  return {
    attemptsMade: attemptsMade + (wasCalled(request) ? 1 : 0),
    putBacks,
    retryDelaySeconds: 0,
    ...defined({ ownerId, assigned, expedited }),
  };
}
