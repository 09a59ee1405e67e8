import type { NotedTask } from "../../domain/once/ledger-entry.ts";
import type { Added, NewTask } from "../../ports/callback-tasks.ts";
import { Unavailable } from "../../ports/faults.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";

type AddNeeds = Pick<OnceNeeds, "tasks" | "clock" | "pace">;

/** A create whose connection broke may show a moment later: so long until the look that tells. */
const SETTLED_AFTER_MS = 500;

/**
 * Adds the task, and finds out what became of a create whose answer was lost.
 *
 * @param sentBy no create is sent after this moment, by this process's clock, in milliseconds
 */
export async function addTask(task: NewTask, sentBy: number, { tasks, clock }: AddNeeds): Promise<Added> {
  for (;;) {
    const added = await tasks.add(task, sentBy - clock.now().getTime());
    if (added.kind !== "unknown" || added.mayStillHappen) return added;

    await clock.pause(SETTLED_AFTER_MS);
    const { key } = task.request;
    const look = key === undefined ? undefined : await tasks.look(tasksOf(key, task.request), "newest");
    const made = look?.tasks.find(({ madeBy }) => madeBy === task.madeBy);
    if (made) return { kind: "added", taskId: made.id, createdAt: made.createdAt };
    if (clock.now().getTime() >= sentBy) return { kind: "not-added", cause: added.cause };
  }
}

/**
 * Adds the task that follows a marked one. The mark keeps everybody else from doing so.
 *
 * @throws {Unavailable} when it was not made; the mark stays until whoever comes next finishes
 */
export async function addNext(task: NewTask, needs: AddNeeds): Promise<NotedTask> {
  const sentBy = needs.clock.now().getTime() + needs.pace.createAfterLook;
  const added = await addTask(task, sentBy, needs);
  switch (added.kind) {
    case "added":
      return { id: added.taskId, createdAt: added.createdAt };
    case "unknown":
    case "not-added":
      throw new Unavailable("The next task could not be made", { cause: added.cause, retryAfterSeconds: 5 });
  }
}
