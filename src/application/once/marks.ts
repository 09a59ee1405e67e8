import type { CallbackTasks } from "../../ports/callback-tasks.ts";

/** Takes this try's mark off, unless the next task is noted there. */
export async function takeMarkOff(
  taskId: string,
  me: string,
  tasks: Pick<CallbackTasks, "change">,
): Promise<void> {
  await tasks.change(taskId, ({ task: { mark } }) =>
    mark?.id === me && mark.next === undefined ? { mark: null } : undefined,
  );
}
