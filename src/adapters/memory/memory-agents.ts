import type { Agent } from "../../domain/agent.ts";
import type { AgentIdentity, Agents } from "../../ports/agents.ts";
import { Unavailable } from "../../ports/faults.ts";

/** `Agents` in memory. It knows the agents that signed in with `signIn`. */
export class MemoryAgents implements Agents {
  readonly #tokens = new Map<string, { readonly agent: Agent; readonly expired: boolean }>();
  #reachable = true;

  /** Signs the agent in and returns their token. */
  signIn(agent: Agent): string {
    const token = `token-${this.#tokens.size + 1}-of-${agent.name}`;
    this.#tokens.set(token, { agent, expired: false });

    return token;
  }

  expire(token: string): void {
    const known = this.#tokens.get(token);
    if (known) this.#tokens.set(token, { ...known, expired: true });
  }

  cutOff(): void {
    this.#reachable = false;
  }

  async identify(token: string | undefined): Promise<AgentIdentity> {
    if (token === undefined || token === "") return { kind: "refused", reason: "missing" };
    if (!this.#reachable) throw new Unavailable("The agents are cut off");

    const known = this.#tokens.get(token);
    if (!known) return { kind: "refused", reason: "invalid" };

    return known.expired ? { kind: "refused", reason: "expired" } : { kind: "agent", agent: known.agent };
  }
}
