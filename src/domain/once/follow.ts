import type { CallbackTask } from "../callback-task.ts";

/**
 * Whether a task that has ended still needs its next one: somebody began to put it back, or to move it, and died.
 * The mark carries what was decided.
 */
export function needsNext({ state, mark }: Pick<CallbackTask, "state" | "mark">): boolean {
  if (mark === undefined || mark.next !== undefined) return false;

  return (state === "completed" && mark.why === "requeue") || (state === "canceled" && mark.why === "move");
}
