import { type Agent, mayHandle } from "../domain/agent.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";

export type CloseOutcome = { readonly kind: "closed" } | { readonly kind: "not-allowed" };

/**
 * Ends a callback whose contact was reached, or that was given up. For desktops other than Flex, which ends its
 * tasks itself. Closing what is already closed or gone is no error.
 */
export type CloseCallback = (taskId: string, reason: string, agent: Agent) => Promise<CloseOutcome>;

export const makeCloseCallback =
  (tasks: CallbackTasks): CloseCallback =>
  async (taskId, reason, agent) => {
    const [task, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!task) return { kind: "closed" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };

    await tasks.complete(taskId, reason);

    return { kind: "closed" };
  };
