import type { AgentRoster, RosterAgent } from "../../ports/agent-roster.ts";
import { Unavailable } from "../../ports/faults.ts";

/** `AgentRoster` in memory. It knows the agents that were employed. */
export class MemoryAgentRoster implements AgentRoster {
  readonly #agents = new Map<string, RosterAgent>();
  #reachable = true;

  employ(agent: RosterAgent): void {
    this.#agents.set(agent.workerId, agent);
  }

  dismiss(workerId: string): void {
    this.#agents.delete(workerId);
  }

  cutOff(): void {
    this.#reachable = false;
  }

  async list(): Promise<readonly RosterAgent[]> {
    this.#reach();

    return [...this.#agents.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  async find(workerId: string): Promise<RosterAgent | undefined> {
    this.#reach();

    return this.#agents.get(workerId);
  }

  #reach(): void {
    if (!this.#reachable) throw new Unavailable("The agents are cut off");
  }
}
