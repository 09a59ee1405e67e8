import {
  type CallbackTask,
  isBeingCalledOff,
  isBeingFollowed,
  isBeingJoined,
  isCallToCome,
  withNext,
} from "../callback-task.ts";
import { isOpen } from "../task-state.ts";
import type { Pace } from "./pace.ts";

/** The tasks of one request as the queue shows them, those included that have ended and are still listed. */
export interface Look {
  readonly tasks: readonly CallbackTask[];
  /** When the queue answered, by its own clock. */
  readonly at: Date;
  readonly extent: Extent;
}

/**
 * How far a look goes back. `newest`: the tasks made last, which costs little. A date: all that were made since.
 * `all`: every task that the queue lists, which a queue may allow only now and then.
 */
export type Extent = "newest" | { readonly since: Date } | "all";

/** The request's tasks, the oldest first. */
export function oldestFirst(tasks: readonly CallbackTask[]): readonly CallbackTask[] {
  return tasks.toSorted(
    (one, other) => one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1),
  );
}

/** The same look with what is known better of one of its tasks. */
export function withTask(look: Look, task: CallbackTask): Look {
  return { ...look, tasks: [...look.tasks.filter(({ id }) => id !== task.id), task] };
}

/** The task that follows this one. A task that was taken away as one too many follows nothing. */
export function followerOf(
  { id }: Pick<CallbackTask, "id">,
  tasks: readonly CallbackTask[],
): CallbackTask | undefined {
  return oldestFirst(tasks).find((task) => task.after === id && !wasTakenAway(task));
}

/** The tasks that a call is to come for, the oldest first. One that another one follows is none, noted on it or not. */
export function tasksToCome({ tasks, at }: Look, pace: Pace): readonly CallbackTask[] {
  return oldestFirst(tasks).filter((task) =>
    isCallToCome(withNext(task, followerOf(task, tasks)?.id), at, pace),
  );
}

/** Canceled as one too many of its request. */
export function wasTakenAway({ state, joined }: CallbackTask): boolean {
  return state === "canceled" && joined !== undefined;
}

/** Somebody may be making a task of this request at this moment, or taking one away. */
export function isSomebodyAtWork({ tasks, at }: Look, me: string, pace: Pace): boolean {
  return tasks.some(
    (task) =>
      (task.mark?.id !== me && isBeingFollowed(task, at, pace) && !followerOf(task, tasks)) ||
      (isOpen(task.state) &&
        ((task.joined?.id !== me && isBeingJoined(task, at, pace)) || isBeingCalledOff(task, at, pace))),
  );
}

/** Of several tasks of one request to come, the one that stays, and one that waits and goes. */
export interface Surplus {
  readonly keep: CallbackTask;
  readonly gone: CallbackTask;
}

/** The one that an agent has stays, else the oldest: an agent's task cannot be canceled. */
export function surplusOf(look: Look, pace: Pace): Surplus | undefined {
  const toCome = tasksToCome(look, pace);
  const keep = toCome.find(({ state }) => state === "assigned") ?? toCome[0];
  const gone = toCome.find((task) => task !== keep && task.state === "waiting");

  return keep && gone && { keep, gone };
}
