import type { CallbackTask } from "./callback-task.ts";

/**
 * What the queue tells of a task, at once or from its log. It may come late, twice and in any order. `task` is as it
 * was at that moment; the end of a reservation or a transfer is no end of a task.
 */
export type TaskEvent = {
  readonly task: CallbackTask;
  /** By the queue's own clock. */
  readonly at: Date;
} & (
  | { readonly kind: "created" }
  | { readonly kind: "changed" }
  | { readonly kind: "ended"; readonly end: TaskEnd }
);

/** How a task ended, in the queue's own words. What that means for its request, `afterTaskEnd` says. */
export interface TaskEnd {
  /**
   * `deleted`: by somebody. `system-deleted`: by the queue, which deletes what an agent has had for a day. Sources
   * disagree whether it also follows other ends, so that `task.state` tells where the task stood.
   */
  readonly how: "completed" | "canceled" | "deleted" | "system-deleted";
  /** By the queue's own clock. */
  readonly at: Date;
  /** Free text of whoever ended it. */
  readonly reason?: string;
  /** The reason is a text that the queue itself gives when it cancels. */
  readonly isQueuesReason: boolean;
  /** How old the task was, by the queue. It may be missing. */
  readonly ageSeconds?: number;
}
