import { type Agent, looksAfterAll } from "../../domain/agent.ts";
import { assignDecision, assignStep } from "../../domain/once/supervised.ts";
import type { AgentRoster } from "../../ports/agent-roster.ts";
import type { OnceNeeds } from "../once/needs.ts";
import { supervise } from "../once/supervise.ts";
import type { SupervisedOutcome } from "./expedite-callback.ts";

export type AssignOutcome = SupervisedOutcome | { readonly kind: "agent-not-found" };

/**
 * Hands a request that waits to an agent: its delay ends, and that agent is offered it before anybody else. Only
 * supervisors and administrators may.
 */
export type AssignCallback = (taskId: string, workerId: string, agent: Agent) => Promise<AssignOutcome>;

export const makeAssignCallback =
  (needs: OnceNeeds, roster: Pick<AgentRoster, "find">): AssignCallback =>
  async (taskId, workerId, agent) => {
    if (!looksAfterAll(agent)) return { kind: "not-allowed" };
    const owner = await roster.find(workerId);
    if (!owner) return { kind: "agent-not-found" };

    const assigned = { by: agent.name, at: needs.clock.now(), to: owner.name };
    const outcome = await supervise(
      taskId,
      {
        step: (task, at) => assignStep(task, workerId, at, needs.pace),
        raised: (request) => request,
        decide: (task) => assignDecision(task, workerId, assigned),
      },
      needs,
    );
    if (outcome.kind === "gone") return { kind: "task-not-found" };
    if (outcome.kind === "done" && !outcome.repeated)
      needs.log.info("callback.assigned", { taskId: outcome.taskId, workerId, by: agent.name });

    return outcome;
  };
