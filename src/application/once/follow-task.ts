import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, isBeingFollowed, isCallToCome, keyOf } from "../../domain/callback-task.ts";
import { carriedOver } from "../../domain/once/carry-over.ts";
import { isBusy, type NotedTask, type StoredEntry } from "../../domain/once/ledger-entry.ts";
import { followerOf, isSomebodyAtWork, oldestFirst } from "../../domain/once/look.ts";
import { Unavailable } from "../../ports/faults.ts";
import { addNext } from "./add-next.ts";
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

  const known = ledger.isKept ? await held() : undefined;
  const look = await tasks.look(tasksOf(key, task.request), { since: task.createdAt });
  const made = followerOf(task, look.tasks) ?? toCome();
  if (!made && (isBeingFollowed(task, look.at, pace) || isSomebodyAtWork(look, me, pace))) {
    await release();
    throw new Unavailable("The same request is being worked on", { retryAfterSeconds: 15 });
  }

  const followed = made ?? (await addNextTask(next(look.at)));
  if (followed.after === task.id) await carryOver(followed);
  await noteTask({ key, me, task: followed, ...(known && { known }) }, needs);
  await noteFollowed(followed);

  return { id: followed.id, createdAt: followed.createdAt };

  function toCome(): CallbackTask | undefined {
    return oldestFirst(look.tasks).find((each) => each.id !== task.id && isCallToCome(each, look.at, pace));
  }

  async function addNextTask(request: CallbackRequest): Promise<CallbackTask> {
    const { id, createdAt } = await addNext({ request, madeBy: me, after: task.id }, needs);

    return { id, createdAt, state: "waiting", request, after: task.id, madeBy: me };
  }

  /** What was written while the process that died was at work, whether or not it had made the next task. */
  async function carryOver(next: CallbackTask): Promise<void> {
    const left = (await tasks.find(task.id))?.task ?? task;
    if (!carriedOver(left, next)) return;
    await tasks.change(next.id, ({ task: seen }) => {
      const carried = carriedOver(left, seen);

      return carried && { request: carried };
    });
  }

  async function held(): Promise<StoredEntry> {
    const entry = { by: me, busy: true };
    const claim = await ledger.claim(key, entry);
    if (claim.kind === "claimed") return claim.entry;
    if (claim.kind === "away") throw new Unavailable("The ledger cannot be asked", { cause: claim.cause });
    if (isBusy(claim.entry, pace)) throw new Unavailable("The same request is being worked on");

    const { version, writtenAt: _, readAt: __, ...content } = claim.entry;
    const written = await ledger.write(key, { ...content, ...entry }, version);
    if (written.kind !== "written") throw new Unavailable("The same request is being worked on");

    return written.entry;
  }

  async function release(): Promise<void> {
    if (!known) return;
    const { version, writtenAt: _, readAt: __, ...content } = known;
    await ledger.write(key, { ...content, busy: false }, version);
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
