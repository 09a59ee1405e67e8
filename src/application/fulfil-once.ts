import type { CallbackTask } from "../domain/callback-task.ts";
import { isCallToCome } from "../domain/callback-task.ts";
import type { SameRequest } from "../domain/duplicates.ts";
import { isOpen } from "../domain/task-state.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Clock } from "../ports/clock.ts";
import { Unavailable } from "../ports/faults.ts";
import type { Claim, Ledger } from "../ports/ledger.ts";
import { isStillAtWork, LOOK_AGAIN_MS, PATIENCE_MS } from "./in-progress.ts";

export interface Fulfilled {
  /** `joined`: somebody else made the task for the same request. */
  readonly kind: "created" | "joined";
  readonly taskId: string;
  /** What all tasks of the request carry: that task, and those that take its place. */
  readonly mark: string;
}

/** Sees to it that the same request becomes one task, however often and wherever it is made. */
export type FulfilOnce = (same: SameRequest, create: (mark: string) => Promise<string>) => Promise<Fulfilled>;

/** After this long nobody asks for the same again, and an open task has long been given up. */
const CLAIM_LIFETIME_SECONDS = 30 * 86_400;

/** Claims, then creates: a crash in between leaves a claim without a task, which whoever comes next takes over. */
export const makeFulfilOnce =
  (tasks: CallbackTasks, ledger: Ledger, clock: Clock): FulfilOnce =>
  async (same, create) => {
    const patientUntil = clock.now().getTime() + PATIENCE_MS;

    for (;;) {
      const claim = await ledger.claim(same, CLAIM_LIFETIME_SECONDS);
      if (claim.kind === "claimed") return created(ledger, claim.mark, create);

      const taskId = await taskOf(claim, same, tasks);
      if (taskId !== undefined) return { kind: "joined", taskId, mark: claim.mark };
      if (await isOursNow(claim, ledger, clock)) return created(ledger, claim.mark, create);

      if (clock.now().getTime() >= patientUntil) {
        throw new Unavailable("The same request is being worked on", { retryAfterSeconds: 5 });
      }
      await clock.pause(LOOK_AGAIN_MS);
    }
  };

/** Noting the task is not waited for: whoever misses the note finds the task by its mark. */
async function created(
  ledger: Ledger,
  mark: string,
  create: (mark: string) => Promise<string>,
): Promise<Fulfilled> {
  const taskId = await create(mark);
  void ledger.settle(mark, taskId);

  return { kind: "created", taskId, mark };
}

type EarlierClaim = Exclude<Claim, { kind: "claimed" }>;

/** The task to join, if there is one: a request made once for ever is joined even when its task has ended. */
async function taskOf(
  claim: EarlierClaim,
  same: SameRequest,
  tasks: CallbackTasks,
): Promise<string | undefined> {
  switch (claim.kind) {
    case "unknown":
      // Without ledger and queue to ask, a callback made twice beats one that is lost.
      return idToJoin(await tasks.findByMark(claim.mark).catch(() => []), same);
    case "taken": {
      if (claim.taskId !== undefined) {
        if (same.kind === "once") return claim.taskId;
        const noted = await tasks.find(claim.taskId);
        if (noted && isToBeJoined(noted, same)) return noted.id;
      }

      return idToJoin(await tasks.findByMark(claim.mark), same);
    }
  }
}

function idToJoin(open: readonly CallbackTask[], same: SameRequest): string | undefined {
  return open.find((task) => isToBeJoined(task, same))?.id;
}

/** Whoever asks anew is joined to a call that is still to be made, never to one that has been made. */
function isToBeJoined(task: CallbackTask, same: SameRequest): boolean {
  const isBeingRequeued = task.requeued !== undefined && task.requeued.taskId === undefined;

  return same.kind === "once" || (isBeingRequeued ? isOpen(task.state) : isCallToCome(task));
}

/** A claim whose task has ended, or whose maker must have come to grief, may be taken over: by one of all who try. */
async function isOursNow(claim: EarlierClaim, ledger: Ledger, clock: Clock): Promise<boolean> {
  switch (claim.kind) {
    case "unknown":
      return true;
    case "taken":
      return (claim.taskId !== undefined || !isStillAtWork(claim.at, clock.now())) && ledger.takeOver(claim);
  }
}
