import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { CallbackTask } from "../../domain/callback-task.ts";
import { carriedOver } from "../../domain/once/carry-over.ts";
import type { CallbackTasks } from "../../ports/callback-tasks.ts";

/** Brings what was written to a task to the one that takes its place. Returns that one as it then is. */
export async function carryOver(
  from: CallbackTask,
  next: CallbackTask,
  tasks: Pick<CallbackTasks, "change">,
  rule: (from: CallbackTask, next: CallbackTask) => CallbackRequest | undefined = carriedOver,
): Promise<CallbackTask> {
  if (!rule(from, next)) return next;

  const reading = await tasks.change(next.id, ({ task }) => {
    const request = rule(from, task);

    return request && { request };
  });

  return reading?.task ?? next;
}
