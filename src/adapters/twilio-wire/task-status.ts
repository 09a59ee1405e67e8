import type { TaskState } from "../../domain/task-state.ts";

/** `AssignmentStatus` of a task, in our words: https://www.twilio.com/docs/taskrouter/api/task */
export const STATE_OF = {
  pending: "waiting",
  reserved: "offered",
  assigned: "assigned",
  wrapping: "wrap-up",
  completed: "completed",
  canceled: "canceled",
} as const satisfies Record<string, TaskState>;
