import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, conversationOf, isBeingFollowed, keyOf } from "../../domain/callback-task.ts";
import { followerOf } from "../../domain/once/look.ts";
import { isOpen } from "../../domain/task-state.ts";
import { type OnceNeeds, Patience, tasksOf } from "./needs.ts";

/** What to write; `undefined`: the task needs no change. */
export type Edit = (request: CallbackRequest, task: CallbackTask) => CallbackRequest | undefined;

/**
 * Writes to a task, and to every task of the same request that took its place, so that the next agent sees it.
 *
 * @returns the last task that it is written on; `undefined` when there is none
 */
export type WriteToRequest = (taskId: string, edit: Edit) => Promise<CallbackTask | undefined>;

export const makeWriteToRequest =
  (needs: Pick<OnceNeeds, "tasks" | "clock" | "pace">): WriteToRequest =>
  async (taskId, edit) => {
    const { tasks, pace } = needs;
    const patience = new Patience(needs);
    const seen = new Set<string>();
    let written: CallbackTask | undefined;

    for (let id: string | undefined = taskId; id !== undefined && !seen.has(id); ) {
      seen.add(id);
      const last = await write(id);
      written = last ?? written;
      id = last && (await nextOf(last));
    }

    return written;

    async function write(id: string): Promise<CallbackTask | undefined> {
      const reading = await tasks.change(id, ({ task }) => {
        const request = edit(task.request, task);

        return request && { request };
      });

      return reading?.task;
    }

    /**
     * Whoever makes the next task carries over what stood here before, unless they die over it. Whoever writes now
     * waits until the next task is there, and writes it there too.
     */
    async function nextOf(task: CallbackTask): Promise<string | undefined> {
      const { mark } = task;
      if (mark?.why === "ask") return undefined;
      if (mark?.next !== undefined || (isOpen(task.state) && !mark)) return mark?.next;

      for (;;) {
        const { tasks: known, at } = await tasks.look(
          tasksOf(keyOf(task), task.request),
          mark ? { since: task.createdAt } : "newest",
        );
        const next = followerOf(task, known);
        if (next) return conversationOf(next) === conversationOf(task) ? next.id : undefined;
        if (!isBeingFollowed(task, at, pace)) return undefined;
        // On an open task it waits for whoever finishes the next one; on one that has ended nobody looks again.
        if (isOpen(task.state) && patience.isOver) return undefined;
        await patience.wait("The task is being put back");
      }
    }
  };
