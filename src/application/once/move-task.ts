import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { CallbackTask } from "../../domain/callback-task.ts";
import { carriedOver } from "../../domain/once/carry-over.ts";
import { type MoveStep, moveStep } from "../../domain/once/move.ts";
import { askedAgain, FRESH } from "../../domain/once/moved-request.ts";
import type { TaskReading } from "../../ports/callback-tasks.ts";
import { addNext } from "./add-next.ts";
import { type OnceNeeds, Patience } from "./needs.ts";
import { noteTask } from "./note-task.ts";

export interface Move {
  readonly task: CallbackTask;
  /** Names this try. */
  readonly me: string;
  /** What the contact asked for while the task waited out its delay. */
  readonly ask: CallbackRequest;
}

export type Moved =
  | { readonly kind: "moved"; readonly taskId: string }
  /** An agent was faster, or the task has ended. */
  | { readonly kind: "taken" }
  | { readonly kind: "gone" };

/**
 * Moves a waiting task to another place in the queue, which TaskRouter cannot do by itself: mark, cancel by the
 * revision of the mark, then add the next. Whoever finds the mark of a process that died in between adds the next.
 */
export const makeMoveTask =
  (needs: OnceNeeds) =>
  async ({ task, me, ask }: Move): Promise<Moved> => {
    const { tasks, pace } = needs;
    const patience = new Patience(needs);

    for (;;) {
      const reading = await tasks.find(task.id);
      const step: MoveStep = reading
        ? moveStep({ me, task: reading.task, at: reading.at }, pace)
        : { kind: "gone" };
      switch (step.kind) {
        case "gone":
          return { kind: "gone" };
        case "taken":
          return takeMarkOff(task.id);
        case "wait":
          await patience.wait("The task is being moved");
          break;
        case "mark":
          await tasks.change(task.id, ({ task: seen, at }) =>
            moveStep({ me, task: seen, at }, pace).kind === "mark"
              ? { mark: { id: me, at, why: "move", decision: FRESH } }
              : undefined,
          );
          break;
        case "cancel":
          // Refused: somebody took it, or wrote to it, since it was read. The next look tells which.
          if (reading) await tasks.end(task.id, "Moved", reading.revision);
          break;
        case "create":
          if (reading) return createNext(reading);
      }
    }

    async function createNext({ task: old }: TaskReading): Promise<Moved> {
      const request = askedAgain(old, ask);
      const next = await addNext({ request, madeBy: me, after: old.id }, needs);
      const last = (await tasks.find(old.id))?.task ?? old;
      await tasks.change(next.id, ({ task: made }) => {
        const carried = carriedOver(last, made);

        return carried && { request: carried };
      });
      await noteTask({ key: request.key ?? old.id, me, task: next }, needs);

      return { kind: "moved", taskId: next.id };
    }

    async function takeMarkOff(id: string): Promise<Moved> {
      await tasks.change(id, ({ task: { mark } }) =>
        mark?.id === me && mark.next === undefined ? { mark: null } : undefined,
      );

      return { kind: "taken" };
    }
  };
