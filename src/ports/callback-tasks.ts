import type { CallbackRequest } from "../domain/callback-request.ts";
import type { CallbackTask, RequeueMark } from "../domain/callback-task.ts";

/** What to change on a task; what is absent stays as it is. */
export interface CallbackTaskChange {
  readonly request?: CallbackRequest;
  readonly requeued?: RequeueMark;
}

/**
 * The queue of callbacks and voicemails that agents work through.
 *
 * Work of other kinds in the same queue is not seen. Every method throws `Unavailable` when the queue cannot be
 * asked and `Rejected` when it refuses what was asked.
 * Every adapter passes `test/contracts/callback-tasks.contract.ts`.
 */
export interface CallbackTasks {
  /**
   * Puts the request to the agents and returns the new task's id.
   *
   * An answer that never came is followed by a look for the request's mark, so that one call makes one task or
   * none. A request too large for a task is shortened by `fitToBudget`; one that stays too large is `Rejected`.
   */
  add(request: CallbackRequest): Promise<string>;

  /** The task, or `undefined` when there is none, it has left the queue, or it is not a callback. */
  find(id: string): Promise<CallbackTask | undefined>;

  /** The open tasks of the request with this mark, the latest attempt first. */
  findByMark(mark: string): Promise<readonly CallbackTask[]>;

  /** The open task that tells of this recording: of several, the latest attempt. `undefined` when there is none. */
  findByRecording(recordingId: string): Promise<CallbackTask | undefined>;

  /**
   * Ids of the workers who have accepted the task and not yet let go of it; when nobody has it any more, of those
   * who brought it to its end. Empty when there is no such task. The kind of work is not looked at: `find` tells.
   */
  holders(id: string): Promise<readonly string[]>;

  /**
   * Changes the task, provided that nobody else changed it meanwhile; else looks again and asks `edit` anew.
   *
   * `edit` sees the task as it is and says what to change, or `undefined` to leave it alone. What has grown too
   * large is shortened as in `add`.
   * Returns the task as it then is, or `undefined` when there is none.
   */
  change(
    id: string,
    edit: (task: CallbackTask) => CallbackTaskChange | undefined,
  ): Promise<CallbackTask | undefined>;

  /** Ends the task, whatever state it is in. A task already ended or gone is not an error. */
  complete(id: string, reason: string): Promise<void>;
}
