/** Where a task is on its way through the queue. */
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_STATES = ["waiting", "offered", "assigned", "wrap-up", "completed", "canceled"] as const;

/** Whether the task has not ended: an agent holds it, or will. */
export function isOpen(state: TaskState): boolean {
  return state !== "completed" && state !== "canceled";
}

/** Whether an agent will still call for this task. In `wrap-up` the agent has called already. */
export function isCallDue(state: TaskState): boolean {
  return isOpen(state) && state !== "wrap-up";
}

/** Whether a task that nobody has may be ended: being offered keeps it, unless that does not matter. */
export function mayEnd(state: TaskState, evenOffered: boolean): boolean {
  return state === "waiting" || (evenOffered && state === "offered");
}

/** Whether an agent holds the task. */
export function isWithAgent(state: TaskState): boolean {
  return state === "assigned" || state === "wrap-up";
}
