import type { CallbackTask } from "../../domain/callback-task.ts";
import { mayCreate } from "../../domain/once/pace.ts";
import type { Added, NewTask } from "../../ports/callback-tasks.ts";
import { Unavailable } from "../../ports/faults.ts";
import { forWhoIsThere } from "./for-who-is-there.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";

type AddNeeds = Pick<OnceNeeds, "tasks" | "clock" | "pace" | "roster">;

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
 * Adds the task that follows a locked one. The lock keeps everybody else from doing so, but not for ever: a process
 * that was frozen since it took the lock may not rely on it.
 *
 * @param lockedAt when the lock was taken, by this process's clock, in milliseconds
 * @throws {Unavailable} when it was not made; the lock stays until whoever comes next finishes
 */
export async function addNext(task: NewTask, lockedAt: number, needs: AddNeeds): Promise<CallbackTask> {
  const { clock, pace } = needs;
  const next = { ...task, request: await forWhoIsThere(task.request, needs) };
  const now = clock.now().getTime();
  if (!mayCreate(now, lockedAt, pace)) throw notMade(new Error("The lock is too old"));

  return addBy(now + Math.min(pace.createAfterLook, lockedAt + pace.createAfterClaim - now), next, needs);
}

/** @throws {Unavailable} when it was not made within that time, or nobody knows */
export async function addAlone(task: NewTask, needs: AddNeeds): Promise<CallbackTask> {
  const next = { ...task, request: await forWhoIsThere(task.request, needs) };

  return addBy(needs.clock.now().getTime() + needs.pace.createAfterClaim, next, needs);
}

async function addBy(sentBy: number, task: NewTask, needs: AddNeeds): Promise<CallbackTask> {
  const added = await addTask(task, sentBy, needs);
  if (added.kind !== "added") throw notMade(added.cause);

  return { ...task, id: added.taskId, createdAt: added.createdAt, state: "waiting" };
}

export function notMade(cause: unknown): Unavailable {
  return new Unavailable("The task could not be made", { cause, retryAfterSeconds: 5 });
}
