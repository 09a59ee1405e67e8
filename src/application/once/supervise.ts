import { unfinishedNext } from "../../domain/after-task-end.ts";
import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, isBeingFollowed } from "../../domain/callback-task.ts";
import type { SupervisedStep } from "../../domain/once/supervised.ts";
import { nextAttempt, type PutBack } from "../../domain/retry/requeue.ts";
import type { TaskState } from "../../domain/task-state.ts";
import { followTask } from "./follow-task.ts";
import { moveTask } from "./move-task.ts";
import { movedTo } from "./moved-to.ts";
import { type OnceNeeds, Patience } from "./needs.ts";

/** What a supervisor wants of a request that waits. */
export interface Wanted {
  readonly step: (task: CallbackTask, at: Date) => SupervisedStep;
  readonly raised: (request: CallbackRequest) => CallbackRequest;
  readonly decide: (task: CallbackTask) => PutBack;
}

export type Supervised =
  /** `taskId`: the request's task from now on. `repeated`: it was so before. */
  | { readonly kind: "done"; readonly taskId: string; readonly repeated: boolean }
  /** An agent has it, or it is being offered to one. It is as it was. */
  | { readonly kind: "taken"; readonly state: TaskState }
  | { readonly kind: "ended" }
  | { readonly kind: "gone" };

/**
 * Does to a waiting request what a supervisor wants, or says that an agent was faster: never both. If somebody else moves the
 * request meanwhile, it is done to the task that takes its place.
 *
 * @throws {Unavailable} while somebody else is at work, or the queue cannot be asked; it may be tried again
 */
export async function supervise(taskId: string, wanted: Wanted, needs: OnceNeeds): Promise<Supervised> {
  const { tasks, chance, pace, lifetime = {} } = needs;
  const me = chance.id();
  const patience = new Patience(needs);
  let id = taskId;

  for (;;) {
    const reading = await tasks.find(id);
    if (!reading) return { kind: "gone" };
    const { task, at } = reading;
    const step = wanted.step(task, at);
    switch (step.kind) {
      case "ended":
        return step;
      case "taken":
        return { kind: "taken", state: task.state };
      case "done":
        return { kind: "done", taskId: id, repeated: true };
      case "wait":
        await patience.wait("The task is being changed");
        break;
      case "follow":
        id = (await movedTo(task, needs)) ?? (await finished(task, at)) ?? id;
        break;
      case "raise":
        if (await raise()) return { kind: "done", taskId: id, repeated: false };
        break;
      case "move": {
        const moved = await moveTask({ taskId: id, me, decide: wanted.decide, next: nextOf }, needs);
        if (moved.kind === "moved") return { kind: "done", taskId: moved.taskId, repeated: false };
        if (moved.kind === "taken") return moved;
      }
    }
  }

  /** Whoever accepts it after this write is offered what was wanted; who accepted before is seen by the next look. */
  async function raise(): Promise<boolean> {
    let isMine = false;
    await tasks.change(id, ({ task, at }) => {
      isMine = wanted.step(task, at).kind === "raise";

      return isMine ? { mark: null, request: wanted.raised(task.request) } : undefined;
    });

    return isMine;
  }

  /** Makes the task that somebody decided on who died over it. `undefined`: they may still be at work. */
  async function finished(task: CallbackTask, at: Date): Promise<string | undefined> {
    if (isBeingFollowed(task, at, pace)) {
      await patience.wait("The task is being moved");

      return undefined;
    }

    return (await followTask({ task, me, next: (now) => unfinishedNext(task, now, lifetime) }, needs)).id;
  }

  function nextOf(old: CallbackTask, now: Date): CallbackRequest {
    const decision = old.mark?.decision;
    if (!decision) throw new Error("A marked task carries its decision");

    return nextAttempt(old, decision, now, lifetime);
  }
}
