import type { CallRefusal, RequeueFailure, VoicemailFailure } from "../../domain/desktop/problem.ts";
import type { AgentNotice } from "../../ports/agent-notices.ts";
import type { StringKey } from "./strings/en-us.ts";
import type { Text } from "./text.ts";

export function noticeText(notice: AgentNotice, text: Text): string {
  switch (notice.kind) {
    case "call-not-placed":
      return text(CALL_PROBLEMS[notice.reason]);
    case "requeued":
      return text("NoticeRequeued");
    case "not-requeued":
      return text(REQUEUE_PROBLEMS[notice.reason]);
    case "attempt-not-recorded":
      return text("NoticeAttemptNotRecorded");
  }
}

export const CALL_PROBLEMS: Record<CallRefusal | "unavailable", StringKey> = {
  "task-not-here": "CallProblemTaskNotHere",
  "invalid-number": "CallProblemInvalidNumber",
  "not-in-queue": "CallProblemNotInQueue",
  "not-set-up": "CallProblemNotSetUp",
  "not-started": "CallProblemNotStarted",
  refused: "CallProblemRefused",
  "on-a-call": "CallProblemOnACall",
  offline: "CallProblemOffline",
  "dialling-off": "CallProblemDiallingOff",
  unavailable: "CallProblemUnavailable",
};

export const REQUEUE_PROBLEMS: Record<RequeueFailure, StringKey> = {
  "attempts-used-up": "RequeueProblemAttemptsUsedUp",
  superseded: "RequeueProblemSuperseded",
  "not-with-agent": "RequeueProblemNotWithAgent",
  "not-allowed": "RequeueProblemNotAllowed",
  "task-not-found": "RequeueProblemTaskNotFound",
  "session-ended": "RequeueProblemSessionEnded",
  unavailable: "RequeueProblemUnavailable",
  rejected: "RequeueProblemRejected",
};

export const VOICEMAIL_PROBLEMS: Record<VoicemailFailure, StringKey> = {
  gone: "VoicemailProblemGone",
  "not-allowed": "VoicemailProblemNotAllowed",
  "session-ended": "RequeueProblemSessionEnded",
  unavailable: "VoicemailProblemUnavailable",
  rejected: "VoicemailProblemRejected",
};
