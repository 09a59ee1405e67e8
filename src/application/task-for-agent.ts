import { type Agent, mayHandle } from "../domain/agent.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";

export type NotForAgent = { readonly kind: "not-allowed" } | { readonly kind: "task-not-found" };

export type TaskForAgent =
  | { readonly kind: "task"; readonly task: CallbackTask; readonly at: Date }
  | NotForAgent;

/** The task, if there is one and the agent may handle it. */
export async function taskForAgent(
  taskId: string,
  agent: Agent,
  tasks: Pick<CallbackTasks, "find" | "holders">,
): Promise<TaskForAgent> {
  const [reading, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
  if (!reading) return { kind: "task-not-found" };

  return mayHandle(agent, holders)
    ? { kind: "task", task: reading.task, at: reading.at }
    : { kind: "not-allowed" };
}
