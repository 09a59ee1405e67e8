import { type CallbackTask, requeueStateOf } from "../callback-task.ts";

/** A callback or voicemail as an agent sees it on the agent desktop. */
export interface DesktopCallback {
  readonly task: CallbackTask;
  /** Whether the agent of this desktop holds the task. False when a supervisor looks at another agent's task. */
  readonly mine: boolean;
  readonly queueName?: string;
  /** The contact's number as the desktop writes numbers everywhere else. */
  readonly shownNumber?: string;
}

/** What this desktop is doing for a callback. */
export type Activity =
  | "idle"
  | "placing-call"
  | "requeueing"
  | "ending"
  /** This desktop has put the request back. The task itself shows this a moment later. */
  | "requeued";

/** Whether the request waits in the queue as another task. The agent can only end this one. */
export function isBackInQueue(task: CallbackTask, activity: Activity): boolean {
  return activity === "requeued" || requeueStateOf(task) === "done";
}
