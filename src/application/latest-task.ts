import type { CallbackTask } from "../domain/callback-task.ts";
import { oldestFirst } from "../domain/once/look.ts";
import { isOpen } from "../domain/task-state.ts";

/** The open task that an agent will see last. What is written to one that was put back follows it. */
export function latestToWriteOn(tasks: readonly CallbackTask[]): CallbackTask | undefined {
  return oldestFirst(tasks).findLast(({ state }) => isOpen(state));
}
