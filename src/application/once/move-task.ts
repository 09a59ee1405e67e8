import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, keyOf } from "../../domain/callback-task.ts";
import { moveStep } from "../../domain/once/move.ts";
import { askedAgain, FRESH } from "../../domain/once/moved-request.ts";
import { addNext } from "./add-next.ts";
import { carryOver } from "./carry-over.ts";
import { takeMarkOff } from "./marks.ts";
import { type OnceNeeds, Patience } from "./needs.ts";
import { noteTask } from "./note-task.ts";

export interface Move {
  readonly task: CallbackTask;
  /** Names this try. */
  readonly me: string;
  /** What the contact asked for while the task waited out its delay. */
  readonly ask: CallbackRequest;
}

/**
 * Moves a waiting task to another place in the queue, which TaskRouter cannot do by itself: mark, cancel by the
 * revision of the mark, then add the next. Whoever finds the mark of a process that died in between adds the next.
 *
 * @returns the task that took its place; `undefined`: an agent was faster, or the task has ended
 */
export async function moveTask({ task, me, ask }: Move, needs: OnceNeeds): Promise<string | undefined> {
  const { tasks, pace } = needs;
  const patience = new Patience(needs);
  let lockedAt = 0;

  for (;;) {
    const reading = await tasks.find(task.id);
    if (!reading) return undefined;
    switch (moveStep({ me, task: reading.task, at: reading.at }, pace).kind) {
      case "gone":
        return undefined;
      case "taken":
        await takeMarkOff(task.id, me, tasks);
        return undefined;
      case "wait":
        await patience.wait("The task is being moved");
        break;
      case "mark":
        lockedAt = needs.clock.now().getTime();
        await tasks.change(task.id, ({ task: seen, at }) =>
          moveStep({ me, task: seen, at }, pace).kind === "mark"
            ? { mark: { id: me, at, why: "move", decision: FRESH } }
            : undefined,
        );
        break;
      case "cancel":
        // Refused: somebody took it, or wrote to it, since it was read. The next look tells which.
        await tasks.end(task.id, "Moved", reading.revision);
        break;
      case "create":
        return createNext(reading.task);
    }
  }

  async function createNext(old: CallbackTask): Promise<string> {
    const next = await addNext({ request: askedAgain(old, ask), madeBy: me, after: old.id }, lockedAt, needs);
    const last = (await tasks.find(old.id))?.task ?? old;
    await carryOver(last, next, tasks);
    await noteTask({ key: keyOf(old), me, task: next }, needs);

    return next.id;
  }
}
