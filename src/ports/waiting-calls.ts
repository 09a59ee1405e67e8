import type { WaitingCall } from "../domain/waiting/carried.ts";

/** Why a caller leaves the queue, for reports. */
export type LeavesFor = "callback" | "voicemail";

/**
 * Calls that wait for an agent, as the tasks of the contact centre's queue. No method ends a task: ending the call does.
 *
 * Every method throws `Unavailable` when the queue cannot be asked, and `Rejected` when it refuses what was asked.
 * Every adapter passes `test/contracts/waiting-calls.contract.ts`.
 */
export interface WaitingCalls {
  /**
   * The task of the call, among the newest that still wait; of the newest in that workflow, if one is named.
   * `undefined`: it is not there, or not there yet.
   */
  find(callId: string, workflowId?: string): Promise<WaitingCall | undefined>;

  /** The task as it is now. `undefined`: it has left the queue. */
  look(taskId: string): Promise<WaitingCall | undefined>;

  /**
   * Notes on the task, for reports, why its caller leaves; without a reason, takes such a note back. What else stands
   * on the task stays. A task that has left the queue is left alone.
   */
  note(taskId: string, why: LeavesFor | undefined): Promise<void>;
}
