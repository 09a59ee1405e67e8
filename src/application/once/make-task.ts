import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { AskKnown, Claimed } from "../../domain/once/ask.ts";
import type { NotedTask } from "../../domain/once/ledger-entry.ts";
import { Rejected } from "../../ports/faults.ts";
import { addTask, notMade } from "./add-next.ts";
import { forWhoIsThere } from "./for-who-is-there.ts";
import { holdEntry } from "./hold-entry.ts";
import { takeMarkOff } from "./marks.ts";
import { type OnceNeeds, tasksOf } from "./needs.ts";
import { noteTask } from "./note-task.ts";
import { withoutSurplus } from "./retire-surplus.ts";

export interface CreatedOnce {
  /**
   * `joined`: the request has a task from earlier, or one that took its place in the queue. `repeated`: the same
   * delivery came again.
   */
  readonly kind: "created" | "joined" | "repeated";
  readonly taskId: string;
  readonly key: string;
}

/** A request that somebody asks for. */
export interface Asking {
  /** Names this try. */
  readonly me: string;
  readonly key: string;
  /** The request is made once for ever. */
  readonly once: boolean;
  /** What becomes of it while the ledger cannot be asked. */
  readonly whenUnsure: "refuse" | "make";
  readonly request: CallbackRequest;
  readonly delivery?: string;
}

/**
 * Makes the request's task, under the lock that this try has, and notes it.
 *
 * @param after the task that it follows
 * @param sentBy the create is not sent after this moment, by this process's clock, in milliseconds
 */
export async function makeTask(
  { claim, look }: AskKnown,
  after: string | undefined,
  sentBy: number,
  asking: Asking,
  needs: OnceNeeds,
): Promise<CreatedOnce> {
  const { me, key } = asking;
  const { tasks, ledger, log } = needs;
  const request = await forWhoIsThere(asking.request, needs);
  const marked = look.tasks.find(({ id, mark }) => id === after && mark?.id === me);

  const task = { request, madeBy: me, ...(after !== undefined && { after }) };
  const added = await addTask(task, sentBy, needs).catch(async (cause: unknown) => {
    // Refused for good: whoever corrects the request need not wait for this try.
    if (cause instanceof Rejected) await release();
    throw cause;
  });
  if (added.kind !== "added") {
    // Nothing was made, and nothing will be: whoever repeats the request need not wait for this try.
    if (added.kind === "not-added") await release();
    throw notMade(added.cause);
  }

  const { taskId, createdAt } = added;
  if (marked) await noteOnMarked(marked.id, taskId);
  await note({ id: taskId, createdAt }, claim, asking, needs);
  const kept = claim.kind === "away" ? await tidied(taskId) : taskId;

  return { kind: kept === taskId ? "created" : "joined", taskId: kept, key };

  async function noteOnMarked(id: string, next: string): Promise<void> {
    await tasks
      .change(id, ({ task: { mark } }) => (mark?.id === me ? { mark: { ...mark, next } } : undefined))
      .catch((cause: unknown) => log.warn("task.next-not-noted", { taskId: id, next }, cause));
  }

  async function release(): Promise<void> {
    if (claim.kind === "mine") await holdEntry(key, claim.entry, me, ledger, false);
    if (marked) await takeMarkOff(marked.id, me, tasks).catch(() => undefined);
  }

  /** Two who could not ask the ledger may both have made a task: once every create is made, one of them goes. */
  async function tidied(made: string): Promise<string> {
    await needs.clock.pause(needs.pace.createAfterLook);
    try {
      return await withoutSurplus(made, await tasks.look(tasksOf(key, request), "newest"), me, needs);
    } catch (cause) {
      log.warn("request.not-tidied", { taskId: made }, cause);

      return made;
    }
  }
}

/** For what is made once for ever a note that can be had is waited for: it spares whoever repeats the request a search. */
export async function note(
  task: NotedTask,
  claim: Claimed,
  { key, me, once, delivery }: Asking,
  needs: OnceNeeds,
): Promise<void> {
  const noted = noteTask(
    {
      key,
      me,
      task,
      ...(delivery !== undefined && { delivery }),
      ...(claim.kind === "mine" && { known: claim.entry }),
    },
    needs,
  );
  if (once && claim.kind !== "away") await noted;
}
