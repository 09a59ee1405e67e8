import { type Agent, looksAfterAll } from "../../domain/agent.ts";
import { type CalledOff, callOff } from "../once/call-off.ts";
import type { OnceNeeds } from "../once/needs.ts";

export type CancelBySupervisorOutcome =
  | Exclude<CalledOff, { readonly kind: "gone" }>
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/**
 * Calls a request off that waits. Only supervisors and administrators may.
 *
 * @param reason what TaskRouter's log and reports say
 */
export type CancelBySupervisor = (
  taskId: string,
  agent: Agent,
  reason: string,
) => Promise<CancelBySupervisorOutcome>;

export const makeCancelBySupervisor =
  (needs: Pick<OnceNeeds, "tasks" | "clock" | "pace" | "log">): CancelBySupervisor =>
  async (taskId, agent, reason) => {
    if (!looksAfterAll(agent)) return { kind: "not-allowed" };

    const by = agent.name;
    const outcome = await callOff(taskId, { reason: "supervisor", by, words: `Canceled: ${reason}` }, needs);
    if (outcome.kind === "gone") return { kind: "task-not-found" };
    if (outcome.kind === "canceled" && !outcome.repeated) needs.log.info("callback.canceled", { taskId, by });

    return outcome;
  };
