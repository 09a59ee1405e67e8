import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, keyOf } from "../../domain/callback-task.ts";
import { withoutEnd } from "../../domain/end.ts";
import { moveStep } from "../../domain/once/move.ts";
import type { PutBack } from "../../domain/retry/requeue.ts";
import type { TaskState } from "../../domain/task-state.ts";
import { Unavailable } from "../../ports/faults.ts";
import { addNext } from "./add-next.ts";
import { carryOver } from "./carry-over.ts";
import { takeMarkOff } from "./marks.ts";
import { type OnceNeeds, Patience } from "./needs.ts";
import { noteTask } from "./note-task.ts";

export interface Move {
  readonly taskId: string;
  /** Names this try. */
  readonly me: string;
  /** What its mark says of the next task, for whoever finishes. */
  readonly decide: (task: CallbackTask) => PutBack;
  /** The request of the task that takes its place. */
  readonly next: (old: CallbackTask, now: Date) => CallbackRequest;
}

export type Moved =
  | { readonly kind: "moved"; readonly taskId: string }
  /** An agent has it, or it is being offered to one. It is as it was. */
  | { readonly kind: "taken"; readonly state: TaskState }
  /** It has ended, or somebody else moved it. */
  | { readonly kind: "gone" };

/**
 * Moves a waiting task to another place in the queue, which TaskRouter cannot do by itself: mark, cancel by the
 * revision of the mark, then add the next. Whoever finds the mark of a process that died in between adds the next.
 */
export async function moveTask({ taskId, me, decide, next }: Move, needs: OnceNeeds): Promise<Moved> {
  const { tasks, pace } = needs;
  const patience = new Patience(needs);
  let lockedAt = 0;
  let hasFailed = false;

  for (;;) {
    const reading = await tasks.find(taskId);
    if (!reading) return { kind: "gone" };
    switch (moveStep({ me, task: reading.task, at: reading.at }, pace).kind) {
      case "gone":
        return { kind: "gone" };
      case "taken":
        await takeMarkOff(taskId, me, tasks);
        return { kind: "taken", state: reading.task.state };
      case "wait":
        await patience.wait("The task is being moved");
        break;
      case "mark":
        lockedAt = needs.clock.now().getTime();
        await tasks.change(taskId, ({ task: seen, at }) =>
          moveStep({ me, task: seen, at }, pace).kind === "mark"
            ? { mark: { id: me, at, why: "move", decision: decide(seen) }, request: withoutEnd(seen.request) }
            : undefined,
        );
        break;
      case "cancel":
        await cancel(reading.revision);
        break;
      case "create":
        return { kind: "moved", taskId: await createNext(reading.task, reading.at) };
    }
  }

  /**
   * Refused: somebody took it, or wrote to it, since it was read. No answer: it may be canceled all the same. The next
   * look tells.
   */
  async function cancel(revision: string): Promise<void> {
    try {
      await tasks.end(taskId, "Moved", revision);
    } catch (cause) {
      const isWorthAnotherLook = cause instanceof Unavailable && !hasFailed;
      hasFailed = true;
      if (isWorthAnotherLook) return;
      // It waits as it was, or, if it was canceled all the same, keeps the mark and is followed.
      await takeMarkOff(taskId, me, tasks).catch(() => undefined);
      throw cause;
    }
  }

  async function createNext(old: CallbackTask, now: Date): Promise<string> {
    const made = await addNext({ request: next(old, now), madeBy: me, after: old.id }, lockedAt, needs);
    const last = (await tasks.find(old.id))?.task ?? old;
    await carryOver(last, made, tasks);
    await noteTask({ key: keyOf(old), me, task: made }, needs);

    return made.id;
  }
}
