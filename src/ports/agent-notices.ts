import type { CallRefusal, RequeueFailure } from "../domain/desktop/problem.ts";

/** Something that the agent should know, whatever part of the agent desktop they are looking at. */
export type AgentNotice =
  | { readonly kind: "call-not-placed"; readonly reason: CallRefusal | "unavailable" }
  | { readonly kind: "requeued" }
  | { readonly kind: "not-requeued"; readonly reason: RequeueFailure }
  | { readonly kind: "attempt-not-recorded" };

/**
 * Shows the agent short notices.
 *
 * Every adapter passes `test/contracts/agent-notices.contract.ts`.
 */
export interface AgentNotices {
  /**
   * Shows the notice, unless the same notice is still visible. Never throws.
   *
   * @param taskId the callback that the notice is about. A desktop that shows this callback says the same there, and
   *   may leave the notice out.
   */
  tell(notice: AgentNotice, taskId?: string): void;
}
