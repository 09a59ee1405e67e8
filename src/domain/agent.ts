/** A person who is signed in to the agent desktop: an agent, a supervisor or an administrator. */
export interface Agent {
  readonly name: string;
  /** Id of the agent's TaskRouter worker. Absent for people who take no tasks. */
  readonly workerId?: string;
  /** Flex's names of the roles, such as `agent`, `supervisor` and `admin`. */
  readonly roles: readonly string[];
}

const ROLES_THAT_HANDLE_ANY_TASK = ["supervisor", "admin"];

/**
 * An agent may handle the tasks that they hold. Supervisors and administrators may handle any task.
 *
 * @param holders ids of the workers who hold the task
 */
export function mayHandle(agent: Agent, holders: readonly string[]): boolean {
  return (agent.workerId !== undefined && holders.includes(agent.workerId)) || looksAfterAll(agent);
}

/** Supervisors and administrators look after the whole queue. */
export function looksAfterAll({ roles }: Agent): boolean {
  return roles.some((role) => ROLES_THAT_HANDLE_ANY_TASK.includes(role));
}
