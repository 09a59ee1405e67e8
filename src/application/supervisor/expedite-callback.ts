import { type Agent, looksAfterAll } from "../../domain/agent.ts";
import { broughtForward, expediteDecision, expediteStep } from "../../domain/once/supervised.ts";
import type { OnceNeeds } from "../once/needs.ts";
import { type Supervised, supervise } from "../once/supervise.ts";

export type SupervisedOutcome =
  | Exclude<Supervised, { readonly kind: "gone" }>
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/**
 * Brings a request forward that waits: its delay ends, and it goes before all others until its next attempt. Only
 * supervisors and administrators may.
 */
export type ExpediteCallback = (taskId: string, agent: Agent) => Promise<SupervisedOutcome>;

export const makeExpediteCallback =
  (needs: OnceNeeds): ExpediteCallback =>
  async (taskId, agent) => {
    if (!looksAfterAll(agent)) return { kind: "not-allowed" };

    const by = { by: agent.name, at: needs.clock.now() };
    const outcome = await supervise(
      taskId,
      {
        step: (task, at) => expediteStep(task, at, needs.pace),
        raised: (request) => broughtForward(request, by),
        decide: (task) => expediteDecision(task, by),
      },
      needs,
    );
    if (outcome.kind === "gone") return { kind: "task-not-found" };
    if (outcome.kind === "done" && !outcome.repeated)
      needs.log.info("callback.expedited", { taskId: outcome.taskId, by: agent.name });

    return outcome;
  };
