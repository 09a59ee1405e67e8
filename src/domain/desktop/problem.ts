import type { CallObstacle } from "./call-obstacle.ts";

/** What went wrong with what the agent asked of a callback. */
export type Problem =
  | { readonly kind: "call"; readonly reason: CallRefusal | "unavailable" }
  | { readonly kind: "requeue"; readonly reason: RequeueFailure }
  /** The request is back in the queue, but its old task could not be ended. */
  | { readonly kind: "finish" };

/** What went wrong with what the agent asked of a voicemail. */
export interface VoicemailProblem {
  readonly kind: "voicemail";
  readonly reason: VoicemailFailure;
}

/** Why a call was not placed. Trying again in the same situation will not help. */
export type CallRefusal =
  | CallObstacle["kind"]
  | "task-not-here"
  | "invalid-number"
  | "not-in-queue"
  | "not-set-up"
  /** The agent desktop started no call and gave no reason: it has no microphone, or its voice service is degraded. */
  | "not-started"
  | "refused";

export type RequeueFailure =
  | "attempts-used-up"
  /** The contact asked again and was called already, for another task. */
  | "superseded"
  | "not-with-agent"
  | "not-allowed"
  | "task-not-found"
  | "session-ended"
  /** The functions did not answer any of several tries. A later try may help. */
  | "unavailable"
  | "rejected";

export type VoicemailFailure = "gone" | "not-allowed" | "session-ended" | "unavailable" | "rejected";

/** Whether the same thing, asked for again in the same situation, may succeed. */
export function mayBeTriedAgain(problem: Problem | VoicemailProblem): boolean {
  switch (problem.kind) {
    case "call":
    case "requeue":
    case "voicemail":
      return problem.reason === "unavailable";
    case "finish":
      return true;
  }
}
