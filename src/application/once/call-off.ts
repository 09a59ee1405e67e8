import { withoutEnd } from "../../domain/end.ts";
import { type CalledOffBy, cancelStep, endsOffered, isCalledOff } from "../../domain/once/cancel.ts";
import type { TaskState } from "../../domain/task-state.ts";
import type { CallbackTasks } from "../../ports/callback-tasks.ts";
import { Unavailable } from "../../ports/faults.ts";
import { movedTo } from "./moved-to.ts";
import { type OnceNeeds, Patience } from "./needs.ts";

export interface CallOff {
  readonly reason: CalledOffBy;
  /** Who wants it, as the end on the task names them. */
  readonly by: string;
  /** What the queue's own log says. */
  readonly words: string;
}

export type CalledOff =
  /** `repeated`: it had been called off before. */
  | { readonly kind: "canceled"; readonly repeated: boolean }
  /** An agent has it, or it is being offered to one: the agent decides what becomes of it. */
  | { readonly kind: "taken"; readonly state: TaskState }
  /** It ended otherwise, or is gone. */
  | { readonly kind: "ended" }
  | { readonly kind: "gone" };

/**
 * Calls a request off that waits: nobody calls. Either it happens, or the answer says that an agent was faster. The end
 * is noted before the task ends, and taken off again where an agent has it.
 */
export async function callOff(
  taskId: string,
  { reason, by, words }: CallOff,
  needs: Pick<OnceNeeds, "tasks" | "clock" | "pace">,
): Promise<CalledOff> {
  const { tasks, pace } = needs;
  const patience = new Patience(needs);
  let id = taskId;
  let isMine = false;

  for (;;) {
    const reading = await tasks.find(id);
    if (!reading) return { kind: "gone" };
    const { task, at, revision } = reading;
    const step = cancelStep(task, reason, at, pace);
    switch (step.kind) {
      case "ended":
        return step;
      case "canceled":
        return { kind: "canceled", repeated: !isMine };
      case "taken":
        await takeNoteBack(tasks, id, reason);
        return { kind: "taken", state: task.state };
      case "wait":
        await patience.wait("The task is being changed");
        break;
      case "follow":
        id = (await movedTo(task, needs)) ?? id;
        if (id === task.id) await patience.wait("The task is being moved");
        break;
      case "note":
        // Whoever asked anew may have taken a note off that had grown old: it is not written again.
        if (patience.isOver) throw new Unavailable("The request could not be called off in time");
        await tasks.change(id, ({ task: seen, at: now }) =>
          cancelStep(seen, reason, now, pace).kind === "note"
            ? {
                mark: null,
                request: { ...seen.request, end: { how: "canceled", reason, at: now, by } },
              }
            : undefined,
        );
        break;
      case "cancel":
        // Refused: somebody took it, or wrote to it, since it was read. The next look tells which.
        isMine = (await tasks.end(id, words, revision, endsOffered(reason))) === "ended";
    }
  }
}

/** An agent took the task: the request goes on. */
async function takeNoteBack(tasks: CallbackTasks, taskId: string, reason: CalledOffBy): Promise<void> {
  await tasks.change(taskId, ({ task }) =>
    isCalledOff(task, reason) && task.state !== "canceled"
      ? { request: withoutEnd(task.request) }
      : undefined,
  );
}
