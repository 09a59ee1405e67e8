import type { CallRefusal } from "./outbound-calls.ts";

/** Something that the agent should know, wherever on the desk they are looking. */
export type AgentNotice =
  | { readonly kind: "call-not-placed"; readonly reason: CallRefusal | "unavailable" }
  | { readonly kind: "requeued" }
  | { readonly kind: "not-requeued"; readonly reason: RequeueFailure }
  | { readonly kind: "attempt-not-recorded" };

export type RequeueFailure =
  | "attempts-used-up"
  | "not-with-agent"
  | "not-allowed"
  | "task-not-found"
  | "session-ended"
  /** Out of reach after all tries; trying again later may help. */
  | "unavailable"
  | "rejected";

/**
 * Tells the agent something in passing.
 *
 * Every adapter passes `test/contracts/agent-notices.contract.ts`.
 */
export interface AgentNotices {
  /** Shows the notice. A notice that is still to be seen is not shown a second time. Never throws. */
  tell(notice: AgentNotice): void;
}
