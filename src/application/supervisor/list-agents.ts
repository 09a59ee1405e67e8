import { type Agent, looksAfterAll } from "../../domain/agent.ts";
import type { AgentRoster, RosterAgent } from "../../ports/agent-roster.ts";

export type ListAgentsOutcome =
  | { readonly kind: "agents"; readonly agents: readonly RosterAgent[] }
  | { readonly kind: "not-allowed" };

/** Lists to whom a request can be handed: those who are available first, each part by name. */
export type ListAgents = (agent: Agent) => Promise<ListAgentsOutcome>;

export const makeListAgents =
  (roster: Pick<AgentRoster, "list">): ListAgents =>
  async (agent) => {
    if (!looksAfterAll(agent)) return { kind: "not-allowed" };
    const agents = await roster.list();

    return {
      kind: "agents",
      agents: [
        ...agents.filter(({ isAvailable }) => isAvailable),
        ...agents.filter(({ isAvailable }) => !isAvailable),
      ],
    };
  };
