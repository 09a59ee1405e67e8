import type { Agent } from "../domain/agent.ts";
import { type CallbackTask, requeueStateOf } from "../domain/callback-task.ts";
import { type Closing, endOf } from "../domain/end.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import { taskForAgent } from "./task-for-agent.ts";

export type CloseOutcome = { readonly kind: "closed" } | { readonly kind: "not-allowed" };

export interface CloseOptions {
  /** Whether the task is completed too. Default: true. False for a desktop that completes its tasks itself, as Flex. */
  readonly complete?: boolean;
}

/**
 * Notes on a callback's task how its request ended, and completes the task. Closing what is already closed or gone is
 * no error. A request that was put back goes on, so its old task is completed without a note.
 */
export type CloseCallback = (
  taskId: string,
  closing: Closing,
  agent: Agent,
  options?: CloseOptions,
) => Promise<CloseOutcome>;

export const makeCloseCallback =
  (tasks: CallbackTasks): CloseCallback =>
  async (taskId, closing, agent, { complete = true } = {}) => {
    const found = await taskForAgent(taskId, agent, tasks);
    if (found.kind === "not-allowed") return found;
    if (found.kind === "task-not-found") return { kind: "closed" };

    const end = { ...endOf(closing), by: agent.name };
    await tasks.change(taskId, ({ task, at }) =>
      mayBeNoted(task) ? { request: { ...task.request, end: { ...end, at } } } : undefined,
    );
    if (complete) await tasks.end(taskId, closing);

    return { kind: "closed" };
  };

/** A desktop that completes its tasks itself may do so before the note arrives. */
function mayBeNoted(task: CallbackTask): boolean {
  const isUnsaid = task.state !== "completed" || task.request.end === undefined;

  return task.state !== "canceled" && isUnsaid && requeueStateOf(task) === "no";
}
