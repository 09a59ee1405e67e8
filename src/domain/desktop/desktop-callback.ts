import type { CallbackRequest } from "../callback-request.ts";
import type { TaskState } from "../task-state.ts";

/** A callback or voicemail as it lies on somebody's desk. */
export interface DeskCallback {
  readonly taskId: string;
  readonly state: TaskState;
  /** Whether it is the agent at this desk who has it, and not one whom a supervisor looks at. */
  readonly mine: boolean;
  readonly queueName?: string;
  readonly request: CallbackRequest;
  readonly requeued: Requeued;
}

/**
 * Whether the request has been put back into the queue. `begun`: somebody was about to; asking again brings it to
 * its end, whatever became of them.
 */
export type Requeued = "no" | "begun" | "done";

/** What is under way for a callback at this desk. */
export type Activity = "idle" | "placing-call" | "requeueing";
