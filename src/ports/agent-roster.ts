/** An agent to whom a request can be handed. */
export interface RosterAgent {
  readonly workerId: string;
  readonly name: string;
  /** They are at work, in an activity in which they are offered tasks. */
  readonly isAvailable: boolean;
}

/**
 * The agents of the contact centre.
 *
 * Both methods throw `Unavailable` when nobody can be asked.
 * Every adapter passes `test/contracts/agent-roster.contract.ts`.
 */
export interface AgentRoster {
  /** All agents, by name. */
  list(): Promise<readonly RosterAgent[]>;

  /** The agent, or `undefined` when there is none: they may have left. */
  find(workerId: string): Promise<RosterAgent | undefined>;
}
