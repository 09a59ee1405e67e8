import type { CallbackRequest } from "../domain/callback-request.ts";
import type { CallbackTask, CallbackTaskChange } from "../domain/callback-task.ts";
import type { Extent, Look } from "../domain/once/look.ts";

/** A task to be made. */
export interface NewTask {
  readonly request: CallbackRequest;
  /** Names this try: its task is found by it if the answer gets lost. */
  readonly madeBy: string;
  /** The task of the same request that it follows. */
  readonly after?: string;
}

export type Added =
  | { readonly kind: "added"; readonly taskId: string; readonly createdAt: Date }
  /** Nothing was made, and nothing will be: the queue was busy or out of reach. It may be tried again. */
  | { readonly kind: "not-added"; readonly cause: unknown }
  /** No answer came, and the task is not there. `mayStillHappen`: the queue may still be making it. */
  | { readonly kind: "unknown"; readonly mayStillHappen: boolean; readonly cause: unknown };

/** A task as it was read. */
export interface TaskReading {
  readonly task: CallbackTask;
  /** For an end that is refused if somebody changed the task meanwhile. */
  readonly revision: string;
  /** When the queue answered, by its own clock. */
  readonly at: Date;
}

/** Which tasks to look for: those of a request, by its key, those that tell of a recording, or those of a worker. */
export type Sought =
  | {
      readonly key: string;
      /** The request's workflow. Absent: the contact centre's callback workflow. */
      readonly workflowId?: string;
    }
  | { readonly recordingId: string }
  /** The worker has accepted them and not yet let go of them. The extent makes no difference. */
  | { readonly heldBy: string };

/**
 * The queue of callbacks and voicemails that agents work through.
 *
 * Work of other kinds in the same queue is not seen. Every method throws `Unavailable` when the queue cannot be
 * asked, and `Rejected` when it refuses what was asked, unless it says otherwise.
 * Every adapter passes `test/contracts/callback-tasks.contract.ts`.
 */
export interface CallbackTasks {
  /**
   * Puts the request to the agents.
   *
   * One call makes one task or none. A create whose answer was lost is followed by a look for `madeBy` among the
   * newest tasks. No create is sent later than `withinMs` after the call. A request too large for a task is
   * shortened by `fitToBudget`; one that stays too large is `Rejected`.
   */
  add(task: NewTask, withinMs: number): Promise<Added>;

  /** The task, or `undefined` when there is none, it has left the queue, or it is not a callback. */
  find(id: string): Promise<TaskReading | undefined>;

  /** The tasks sought, those included that have ended and are still in the queue, as far back as the extent says. */
  look(sought: Sought, extent: Extent): Promise<Look>;

  /**
   * Ids of the workers who have accepted the task and not yet let go of it; when nobody has it any more, of those
   * who ended it. Empty when there is no such task. The kind of work is not looked at: `find` tells.
   */
  holders(id: string): Promise<readonly string[]>;

  /**
   * Changes the task, provided that nobody else changed it meanwhile; else reads it again and asks `edit` again.
   *
   * `edit` sees the task as it is and says what to change, or `undefined` to leave it alone. Of the routing, the
   * priority alone can change, and it counts at once. A task that has ended is not changed. A task that has grown too large is shortened as in `add`. Returns the task as it then is, or
   * `undefined` when there is none.
   */
  change(
    id: string,
    edit: (reading: TaskReading) => CallbackTaskChange | undefined,
  ): Promise<TaskReading | undefined>;

  /**
   * Ends the task: one that waits is canceled, one that an agent has is completed. A task already ended or gone
   * counts as ended.
   *
   * @param revision end it only if it still waits and nobody has changed it since that reading; else `refused`
   * @param evenOffered with a revision: also while it is being offered to an agent, whose offer ends
   */
  end(id: string, reason: string, revision?: string, evenOffered?: boolean): Promise<"ended" | "refused">;
}
