import { type CallbackTask, requeueStateOf } from "../callback-task.ts";

/** A callback or voicemail as an agent sees it on the agent desktop. */
export interface DesktopCallback {
  readonly task: CallbackTask;
  /** The agent at this desktop has the task. False when a supervisor looks at somebody else's. */
  readonly mine: boolean;
  readonly queueName?: string;
}

/** What is under way for a callback at this desktop. */
export type Activity =
  | "idle"
  | "placing-call"
  | "requeueing"
  /** The request was put back from this desktop. The task itself says so a moment later. */
  | "requeued";

/** The request waits in the queue as another task: nothing is left to do with this one but to end it. */
export function isBackInQueue(task: CallbackTask, activity: Activity): boolean {
  return activity === "requeued" || requeueStateOf(task) === "done";
}
