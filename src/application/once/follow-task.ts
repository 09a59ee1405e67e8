import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, isBeingFollowed, keyOf } from "../../domain/callback-task.ts";
import { isBusy, type NotedTask, type StoredEntry } from "../../domain/once/ledger-entry.ts";
import { followerOf, isSomebodyAtWork, tasksToCome } from "../../domain/once/look.ts";
import { Unavailable } from "../../ports/faults.ts";
import { addNext } from "./add-next.ts";
import { carryOver } from "./carry-over.ts";
import { holdEntry } from "./hold-entry.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";
import { noteTask } from "./note-task.ts";

export interface Follow {
  /** The task that has ended, as it was last. */
  readonly task: CallbackTask;
  /** Names this try. */
  readonly me: string;
  /** The request of its next task. */
  readonly next: (now: Date) => CallbackRequest;
}

/**
 * Makes the task that follows one that has ended, once: nothing can be marked any more on what has ended, so the
 * ledger's entry of the request is the lock. A second entry tells that the task was followed, for whoever hears of its
 * end again when its next task has left the queue.
 *
 * @throws {Unavailable} while somebody else is at work, or the ledger is away: it is tried again later
 */
export async function followTask({ task, me, next }: Follow, needs: OnceNeeds): Promise<NotedTask> {
  const { tasks, ledger, pace, log } = needs;
  const key = keyOf(task);
  const before = await followedBefore();
  if (before) return before;

  const lockedAt = needs.clock.now().getTime();
  const known = ledger.isKept ? await held() : undefined;
  const look = await tasks.look(tasksOf(key, task.request), { since: task.createdAt });
  const made = followerOf(task, look.tasks) ?? toCome();
  if (!made && (isBeingFollowed(task, look.at, pace) || isSomebodyAtWork(look, me, pace))) {
    if (known) await holdEntry(key, known, me, ledger, false);
    throw new Unavailable("The same request is being worked on", { retryAfterSeconds: 15 });
  }

  const followed =
    made ?? (await addNext({ request: next(look.at), madeBy: me, after: task.id }, lockedAt, needs));
  // What was written while the process that died was at work, whether or not it had made the next task.
  if (followed.after === task.id) await carryOver((await tasks.find(task.id))?.task ?? task, followed, tasks);
  await noteTask({ key, me, task: followed, ...(known && { known }) }, needs);
  await noteFollowed(followed);

  return { id: followed.id, createdAt: followed.createdAt };

  function toCome(): CallbackTask | undefined {
    return tasksToCome(look, pace).find(({ id }) => id !== task.id);
  }

  async function held(): Promise<StoredEntry> {
    const claim = await ledger.claim(key, { by: me, busy: true });
    if (claim.kind === "claimed") return claim.entry;
    if (claim.kind === "away") throw new Unavailable("The ledger cannot be asked", { cause: claim.cause });
    if (!isBusy(claim.entry, pace)) {
      const written = await holdEntry(key, claim.entry, me, ledger);
      if (written.kind === "written") return written.entry;
    }
    throw new Unavailable("The same request is being worked on");
  }

  async function followedBefore(): Promise<NotedTask | undefined> {
    if (!ledger.isKept) return undefined;
    const read = await ledger.read(followedKey(task.id));
    switch (read.kind) {
      case "away":
        throw new Unavailable("The ledger cannot be asked", { cause: read.cause });
      case "none":
        return undefined;
      case "entry": {
        const { taskId, taskCreatedAt } = read.entry;

        return taskId !== undefined && taskCreatedAt ? { id: taskId, createdAt: taskCreatedAt } : undefined;
      }
    }
  }

  /** A note that fails loses nothing: the next task names the one that it follows, for as long as it is listed. */
  async function noteFollowed({ id, createdAt }: NotedTask): Promise<void> {
    if (!ledger.isKept) return;
    const claim = await ledger.claim(followedKey(task.id), {
      by: me,
      busy: false,
      taskId: id,
      taskCreatedAt: createdAt,
    });
    if (claim.kind === "away") log.warn("ledger.not-noted", { taskId: id }, claim.cause);
  }
}

function followedKey(taskId: string): string {
  return `followed:${taskId}`;
}
