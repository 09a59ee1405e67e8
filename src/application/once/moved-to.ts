import { type CallbackTask, keyOf } from "../../domain/callback-task.ts";
import { followerOf } from "../../domain/once/look.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";

/** The task that took the place of one that was moved. `undefined`: it is not there yet. */
export async function movedTo(
  task: CallbackTask,
  { tasks }: Pick<OnceNeeds, "tasks">,
): Promise<string | undefined> {
  const look = await tasks.look(tasksOf(keyOf(task), task.request), { since: task.createdAt });

  return followerOf(task, look.tasks)?.id;
}
