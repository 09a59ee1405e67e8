import { type CallbackTask, isCallToCome, keyOf } from "../../domain/callback-task.ts";
import { carriedOver } from "../../domain/once/carry-over.ts";
import { isBusy, type StoredEntry } from "../../domain/once/ledger-entry.ts";
import { followerOf, oldestFirst } from "../../domain/once/look.ts";
import { nextAttempt } from "../../domain/retry/requeue.ts";
import { Unavailable } from "../../ports/faults.ts";
import { addNext } from "./add-next.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";
import { noteTask } from "./note-task.ts";

export interface Follow {
  /** The task that has ended, as it was last. */
  readonly task: CallbackTask;
  /** Names this try. */
  readonly me: string;
}

/**
 * Makes the task that follows one that has ended, once: nothing can be marked any more on what has ended, so the
 * ledger's entry is the lock.
 *
 * @throws {Unavailable} while somebody else is at work, or the ledger is away: it is tried again later
 */
export async function followTask({ task, me }: Follow, needs: OnceNeeds): Promise<string> {
  const { tasks, ledger, pace } = needs;
  const key = keyOf(task);
  const known = ledger.isKept ? await held() : undefined;

  const { tasks: made, at } = await tasks.look(tasksOf(key, task.request), {
    since: task.createdAt,
  });
  const next = followerOf(task, made) ?? oldestFirst(made).find((each) => isCallToCome(each, at, pace));
  const followed = next ?? (await addNextTask());
  if (followed.after === task.id) await carryOver(followed);
  await noteTask({ key, me, task: followed, ...(known && { known }) }, needs);

  return followed.id;

  async function addNextTask(): Promise<CallbackTask> {
    const decision = task.mark?.decision;
    if (!decision) throw new Error("A task that needs a next one carries the decision");

    const request = nextAttempt(task, decision);
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
}
