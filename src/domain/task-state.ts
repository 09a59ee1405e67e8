/** Where a request is on its way through the queue. */
export type TaskState = "waiting" | "offered" | "assigned" | "wrap-up" | "completed" | "canceled";

/** Somebody may still call the contact for this task. */
export function isOpen(state: TaskState): boolean {
  return state !== "completed" && state !== "canceled";
}

/** An agent has taken the task and has not let go of it. */
export function isWithAgent(state: TaskState): boolean {
  return state === "assigned" || state === "wrap-up";
}
