/** Where a request is on its way through the queue. */
export type TaskState = "waiting" | "offered" | "assigned" | "wrap-up" | "completed" | "canceled";

/** The task is not at its end: somebody has it, or will have it. */
export function isOpen(state: TaskState): boolean {
  return state !== "completed" && state !== "canceled";
}

/** The contact will still be called for this task: an agent who wraps it up has called already. */
export function isCallDue(state: TaskState): boolean {
  return isOpen(state) && state !== "wrap-up";
}

/** An agent has taken the task and has not let go of it. */
export function isWithAgent(state: TaskState): boolean {
  return state === "assigned" || state === "wrap-up";
}
