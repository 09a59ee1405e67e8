import { type CallbackTask, isBeingFollowed, isOpenEnd, keyOf } from "../../domain/callback-task.ts";
import { isBusy } from "../../domain/once/ledger-entry.ts";
import { followerOf, type Look, withTask } from "../../domain/once/look.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";
import { noteTask } from "./note-task.ts";
import { withoutSurplus } from "./retire-surplus.ts";

/**
 * Puts in order what is left of a request by those who died, or who could not ask the ledger: a next task is noted on the
 * one that it follows, of several tasks to come one stays, and the ledger knows it.
 *
 * @param since when the oldest task was made that may be one too many
 * @returns the task that stays in the place of this one
 * @throws {Unavailable} when the queue cannot be asked
 */
export async function tidyRequest(
  task: CallbackTask,
  since: Date,
  me: string,
  needs: Pick<OnceNeeds, "tasks" | "ledger" | "log" | "pace">,
): Promise<string> {
  const { tasks, ledger } = needs;
  const key = keyOf(task);
  const look = await tasks.look(tasksOf(key, task.request), { since });
  const noted = await withNextNoted(look, needs);
  const keep = await withoutSurplus(task.id, noted, me, needs);
  const kept = noted.tasks.find(({ id }) => id === keep) ?? task;
  if ((await ledger.read(key)).kind === "none") await noteTask({ key, me, task: kept }, needs);

  return keep;
}

/**
 * A task that has just been made is the only one of its request, and the ledger knows it; if not, the request is put in
 * order at once. Where that fails, whoever looks next does it.
 */
export async function tidyNew(
  task: CallbackTask,
  me: string,
  needs: Pick<OnceNeeds, "tasks" | "ledger" | "log" | "pace">,
): Promise<void> {
  const { ledger, log, pace } = needs;
  if (!ledger.isKept || task.request.key === undefined) return;

  const read = await ledger.read(task.request.key);
  if (read.kind === "away") return;
  const entry = read.kind === "entry" ? read.entry : undefined;
  if (entry && (entry.taskId === task.id || isBusy(entry, pace))) return;

  const made = [task.createdAt, entry?.taskCreatedAt ?? task.createdAt];
  const since = new Date(Math.min(...made.map((at) => at.getTime())));
  try {
    await tidyRequest(task, since, me, needs);
  } catch (cause) {
    if (!(cause instanceof Unavailable || cause instanceof Rejected)) throw cause;
    log.warn("request.not-tidied", { taskId: task.id }, cause);
  }
}

/** Whoever made the next task died before they noted it on the one that an agent still has. */
async function withNextNoted(look: Look, { tasks, pace }: Pick<OnceNeeds, "tasks" | "pace">): Promise<Look> {
  let noted = look;
  for (const task of look.tasks) {
    const next = isLeft(task) ? followerOf(task, look.tasks)?.id : undefined;
    if (next === undefined) continue;
    const reading = await tasks.change(task.id, ({ task: seen }) =>
      isLeft(seen) && seen.mark?.id === task.mark?.id && seen.mark
        ? { mark: { ...seen.mark, next } }
        : undefined,
    );
    if (reading) noted = withTask(noted, reading.task);
  }

  return noted;

  function isLeft(task: CallbackTask): boolean {
    return task.mark !== undefined && isOpenEnd(task) && !isBeingFollowed(task, look.at, pace);
  }
}
