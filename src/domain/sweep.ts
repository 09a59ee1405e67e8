import { type CallbackTask, keyOf } from "./callback-task.ts";
import type { TaskEvent } from "./task-event.ts";

/** The first sweep looks back over a long weekend. What is older is asked for by whoever sweeps. */
const FIRST_SWEEP_MS = 4 * 86_400_000;

/** A queue's log may show what happened a little later. */
const LATE_IN_THE_LOG_MS = 600_000;

/** From when a sweep reads, if nobody says. */
export function sweepsSince(noted: Date | undefined, now: Date): Date {
  return noted ?? new Date(now.getTime() - FIRST_SWEEP_MS);
}

/**
 * How far a sweep has come, for the next one: never behind what is left to do.
 *
 * @param read everything up to then was read
 * @param left when that happened which could not be finished
 */
export function sweptUntil(read: Date, left: readonly Date[]): Date {
  const moments = [read.getTime() - LATE_IN_THE_LOG_MS, ...left.map((each) => each.getTime())];

  return new Date(Math.min(...moments));
}

/** What the log tells of tasks that follow others, and of requests that have several. */
export class Followers {
  readonly #followers = new Map<string, string>();
  readonly #open = new Map<string, Map<string, CallbackTask>>();

  add(event: TaskEvent): void {
    const { task } = event;
    const key = keyOf(task);
    if (event.kind === "ended") {
      this.#open.get(key)?.delete(task.id);
      return;
    }
    if (event.kind !== "created") return;
    if (task.after !== undefined) this.#followers.set(task.after, task.id);
    this.#open.set(key, (this.#open.get(key) ?? new Map()).set(task.id, task));
  }

  /** The task in the log that names this one as the one that it follows. */
  followerOf({ id }: Pick<CallbackTask, "id">): string | undefined {
    return this.#followers.get(id);
  }

  /** The tasks that have not ended, request by request. */
  open(): readonly (readonly CallbackTask[])[] {
    return [...this.#open.values()].map((tasks) => [...tasks.values()]).filter((tasks) => tasks.length > 0);
  }
}
