import type { CallbackTask } from "../../domain/callback-task.ts";
import { isOpen } from "../../domain/task-state.ts";
import type { CallbackTasks, TaskReading } from "../../ports/callback-tasks.ts";

/** A request put back more often than this is followed no further. */
const MOST_TASKS = 200;

/**
 * The open task of a request, from the task that the ledger names.
 *
 * @returns `last`: the task that it ended with, if it is still known and none is open
 */
export async function openTaskFrom(
  first: string | undefined,
  tasks: Pick<CallbackTasks, "find">,
): Promise<{ readonly open?: TaskReading; readonly last?: CallbackTask }> {
  let last: CallbackTask | undefined;
  for (let id = first, seen = 0; id !== undefined && seen < MOST_TASKS; seen++) {
    const reading = await tasks.find(id);
    last = reading?.task ?? last;
    id = reading?.task.mark?.next;
    if (reading && id === undefined && isOpen(reading.task.state)) return { open: reading };
  }

  return last ? { last } : {};
}
