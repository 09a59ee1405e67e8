import type { CallbackRequest } from "./callback-request.ts";
import type { JsonObject } from "./json.ts";
import { isFresh, type Pace } from "./once/pace.ts";
import type { PutBack } from "./retry/requeue.ts";
import { wasCalled } from "./retry/requeue.ts";
import { isCallDue, isOpen, isWithAgent, type TaskState } from "./task-state.ts";

/** A request that has been put to the agents. */
export interface CallbackTask {
  readonly id: string;
  readonly state: TaskState;
  /** By the queue's own clock. */
  readonly createdAt: Date;
  readonly request: CallbackRequest;
  /** The task of the same request that this one follows. Absent on the first. */
  readonly after?: string;
  /** The try that made it. Whoever did not hear the answer to a create finds its task by this. */
  readonly madeBy?: string;
  /** Somebody makes, or has made, the task that follows this one. */
  readonly mark?: TaskMark;
  /** Somebody takes this task away because another one of the same request stays. */
  readonly joined?: JoinedMark;
}

/** Locks the task that is followed: of all who could make its next task, one gets to write its mark. */
export interface TaskMark {
  /** Names the try that wrote it: two marks of the same moment are told apart by it. */
  readonly id: string;
  /** By the queue's clock. */
  readonly at: Date;
  /**
   * `requeue`: the agent puts the request back. `ask`: the contact asked again after they were called. `move`: the
   * waiting task gives way to one with another place or delay.
   */
  readonly why: "requeue" | "ask" | "move";
  /** What was decided, for whoever finishes the work of a process that died. */
  readonly decision?: PutBack;
  /** The next task, once it is known. */
  readonly next?: string;
  /** What a newer version noted, in its own words: kept, and written back. */
  readonly kept?: JsonObject;
}

export interface JoinedMark {
  /** Names the try that wrote it. */
  readonly id: string;
  /** By the queue's clock. */
  readonly at: Date;
  /** The task that stays. */
  readonly keep: string;
}

/** What to change on a task. What is absent stays as it is; `null` takes a mark off. */
export interface CallbackTaskChange {
  readonly request?: CallbackRequest;
  readonly mark?: TaskMark | null;
  readonly joined?: JoinedMark | null;
}

export function changedTask(task: CallbackTask, change: CallbackTaskChange): CallbackTask {
  const { mark, joined, ...rest } = { ...task, ...change };

  return { ...rest, ...(mark && { mark }), ...(joined && { joined }) };
}

/** The task as it is once its next task is noted on it. Who died over that did not note it. */
export function withNext(task: CallbackTask, next: string | undefined): CallbackTask {
  return task.mark && next !== undefined ? { ...task, mark: { next, ...task.mark } } : task;
}

/** Whether somebody may still be at work on what follows this task. */
export function isBeingFollowed({ mark }: CallbackTask, now: Date, pace: Pace): boolean {
  return mark !== undefined && mark.next === undefined && isFresh(mark.at, now, pace);
}

/** Whether somebody may still be at work on taking this task away. */
export function isBeingJoined({ joined }: CallbackTask, now: Date, pace: Pace): boolean {
  return joined !== undefined && isFresh(joined.at, now, pace);
}

/** Whether somebody may still be at work on calling the request off: they note it, then cancel the task. */
export function isBeingCalledOff({ request: { end } }: CallbackTask, now: Date, pace: Pace): boolean {
  return end?.how === "canceled" && isFresh(end.at, now, pace);
}

/**
 * Whether the contact will be called for this task though nobody asks again. A task that was called for is not: its
 * agent may end it, and a contact who asked after that call would wait in vain. Nor is one whose agent has noted how
 * the request ended. What was noted on a task that nobody has is a cancel: if its maker died over it, it counts as none.
 *
 * @param now by the queue's clock
 */
export function isCallToCome(task: CallbackTask, now: Date, pace: Pace): boolean {
  return (
    isCallDue(task.state) &&
    !wasCalled(task.request) &&
    (task.request.end === undefined || (!isWithAgent(task.state) && !isBeingCalledOff(task, now, pace))) &&
    task.mark?.next === undefined &&
    !isBeingFollowed(task, now, pace) &&
    !isBeingJoined(task, now, pace)
  );
}

/** Whether the task waits out its retry delay, and is offered to nobody before. */
export function isHeld({ state, createdAt, request }: CallbackTask, now: Date): boolean {
  const { retryDelaySeconds = 0 } = request;

  return state === "waiting" && now.getTime() < createdAt.getTime() + retryDelaySeconds * 1000;
}

/** Whether nothing follows the task yet and somebody is still to end it. */
export function isOpenEnd(task: CallbackTask): boolean {
  return isOpen(task.state) && task.mark?.next === undefined;
}

/** All tasks of one request have the same: the first task's id. */
export function conversationOf({ id, request }: Pick<CallbackTask, "id" | "request">): string {
  return request.conversationId ?? id;
}

/** The request's key, which every later task carries. Tasks of other plugins have none: their own id is meant. */
export function keyOf({ id, request }: Pick<CallbackTask, "id" | "request">): string {
  return request.key ?? id;
}

/** `begun`: somebody started to put the request back and has not finished; asking again finishes it. */
export type RequeueState = "no" | "begun" | "done";

export function requeueStateOf({ mark }: Pick<CallbackTask, "mark">): RequeueState {
  if (mark?.why !== "requeue") return "no";

  return mark.next === undefined ? "begun" : "done";
}
