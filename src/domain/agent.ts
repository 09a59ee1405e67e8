/** Somebody who works in Flex. */
export interface Agent {
  readonly name: string;
  /** The agent's worker. Absent for people who take no tasks. */
  readonly workerId?: string;
  readonly roles: readonly string[];
}

const ROLES_THAT_HANDLE_ANY_TASK = ["supervisor", "admin"];

/** An agent may handle the tasks they hold; supervisors and administrators may handle any. */
export function mayHandle(agent: Agent, holders: readonly string[]): boolean {
  return (
    (agent.workerId !== undefined && holders.includes(agent.workerId)) ||
    agent.roles.some((role) => ROLES_THAT_HANDLE_ANY_TASK.includes(role))
  );
}
