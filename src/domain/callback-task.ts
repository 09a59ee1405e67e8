import type { CallbackRequest } from "./callback-request.ts";
import type { JsonObject } from "./json.ts";
import { wasCalled } from "./retry/requeue.ts";
import { isCallDue, type TaskState } from "./task-state.ts";

/** A request that has been put to the agents. */
export interface CallbackTask {
  readonly id: string;
  readonly state: TaskState;
  readonly request: CallbackRequest;
  /** Present: the request is being, or has been, put back into the queue as another task. */
  readonly requeued?: RequeueMark;
}

export interface RequeueMark {
  readonly at: Date;
  /** The next task, once it is known. */
  readonly taskId?: string;
  /** What a newer version noted, in its own words: kept, and written back. */
  readonly kept?: JsonObject;
}

/**
 * Whether the contact will be called for this task though nobody asks again. A task that was called for is not: its
 * agent may end it, and a contact who asked after that call would wait in vain.
 */
export function isCallToCome({ state, request, requeued }: CallbackTask): boolean {
  return !requeued && isCallDue(state) && !wasCalled(request);
}

/** `begun`: somebody started to put the request back and has not finished; asking again finishes it. */
export type RequeueState = "no" | "begun" | "done";

export function requeueStateOf({ requeued }: Pick<CallbackTask, "requeued">): RequeueState {
  if (!requeued) return "no";

  return requeued.taskId === undefined ? "begun" : "done";
}
