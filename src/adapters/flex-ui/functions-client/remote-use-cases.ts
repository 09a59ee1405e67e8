import type { CloseOutcome } from "../../../application/close-callback.ts";
import type { BoardService } from "../../../application/desktop/callback-board.ts";
import type { DesktopRules } from "../../../application/desktop/known-rules.ts";
import type { SessionEnded } from "../../../application/desktop/session-ended.ts";
import type { VoicemailService } from "../../../application/desktop/voicemails.ts";
import type { PlacedCall, RecordAttemptOutcome } from "../../../application/record-attempt.ts";
import type { RequeueOutcome } from "../../../application/requeue-callback.ts";
import type { RetryChoice } from "../../../domain/desktop/retry-choices.ts";
import type { Closing } from "../../../domain/end.ts";
import {
  type PlainCode,
  readAudioPart,
  readDeleted,
  readRefusal,
  readRequeued,
  readRules,
  readTranscriptText,
  rejected,
} from "./answers.ts";
import { readAgents, readFigures, readPage, readSupervised } from "./list-answers.ts";
import { type Answer, type FunctionsAccess, post } from "./post.ts";

/**
 * The library's use cases, carried out by the functions; the token says who the agent is.
 *
 * Each throws `Unavailable` when the functions cannot be reached or are too busy, after all tries, and `Rejected`
 * when they cannot do what they were asked.
 */
export interface RemoteUseCases extends VoicemailService, BoardService {
  requeue(taskId: string, choice?: RetryChoice): Promise<RequeueOutcome | SessionEnded>;
  recordAttempt(taskId: string, call: PlacedCall): Promise<RecordAttemptOutcome | SessionEnded>;
  /** Notes how the request ended; the desktop completes the task itself. */
  noteEnd(taskId: string, closing: Closing): Promise<CloseOutcome | SessionEnded>;
  rules(): Promise<DesktopRules>;
}

export function makeRemoteUseCases(access: FunctionsAccess): RemoteUseCases {
  return {
    async requeue(taskId, { delaySeconds, toMe = false } = {}) {
      const fields = {
        taskSid: taskId,
        ...(delaySeconds !== undefined && { delay: String(delaySeconds) }),
        ...(toMe && { toMe: "true" }),
      };
      const answer = await post("requeue-callback", fields, access);

      return answer.succeeded ? readRequeued(answer) : requeueRefusal(answer);
    },

    async recordAttempt(taskId, call) {
      const { outcome, numberCalled, callTaskId, seconds } = {
        callTaskId: undefined,
        seconds: undefined,
        ...call,
      };
      const fields = {
        taskSid: taskId,
        outcome,
        ...(numberCalled && { number: numberCalled }),
        ...(callTaskId !== undefined && { callTaskSid: callTaskId }),
        ...(seconds !== undefined && { seconds: String(seconds) }),
      };
      const answer = await post("record-attempt", fields, access);

      return answer.succeeded ? { kind: "recorded" } : refusalOf(answer, COMMON);
    },

    async noteEnd(taskId, closing) {
      const answer = await post(
        "close-callback",
        { taskSid: taskId, end: closing, complete: "false" },
        access,
      );

      return answer.succeeded ? { kind: "closed" } : refusalOf(answer, CLOSING);
    },

    async rules() {
      const answer = await post("settings", {}, access);
      if (!answer.succeeded) throw rejected(answer);

      return readRules(answer);
    },

    async page(cursor) {
      const answer = await post("list-callbacks", cursor === undefined ? {} : { cursor }, access);

      return answer.succeeded ? readPage(answer) : refusalOf(answer, LISTING);
    },

    async cancel(taskId, reason) {
      const answer = await post("cancel-callback", { taskSid: taskId, reason }, access);

      return answer.succeeded ? { kind: "canceled" } : refusalOf(answer, ACTING);
    },

    async expedite(taskId) {
      const answer = await post("expedite-callback", { taskSid: taskId }, access);

      return answer.succeeded ? readSupervised(answer) : refusalOf(answer, ACTING);
    },

    async assign(taskId, workerId) {
      const answer = await post("assign-callback", { taskSid: taskId, workerSid: workerId }, access);

      return answer.succeeded ? readSupervised(answer) : refusalOf(answer, ACTING);
    },

    async agents() {
      const answer = await post("list-agents", {}, access);

      return answer.succeeded ? readAgents(answer) : refusalOf(answer, FOR_ANYBODY);
    },

    async figures() {
      const answer = await post("report", {}, access);

      return answer.succeeded ? readFigures(answer) : refusalOf(answer, FOR_ANYBODY);
    },

    async play(taskId, start, signal) {
      // The range goes into the body, because a preflight for its header would not be answered as it must be.
      const fields = { taskSid: taskId, range: `bytes=${start}-` };
      const answer = await post("fetch-voicemail", fields, access, signal);
      if (answer.status === 416) return { kind: "beyond-end", total: start };

      return answer.succeeded ? readAudioPart(answer, start) : refusalOf(answer, PLAYING);
    },

    async readTranscript(taskId) {
      const answer = await post("read-transcript", { taskSid: taskId }, access);

      return answer.succeeded ? readTranscriptText(answer) : refusalOf(answer, READING);
    },

    async deleteVoicemail(taskId) {
      const answer = await post("delete-voicemail", { taskSid: taskId }, access);

      return answer.succeeded ? readDeleted(answer) : refusalOf(answer, DELETING);
    },
  };
}

function requeueRefusal(answer: Answer): RequeueOutcome | SessionEnded {
  const refusal = readRefusal(answer);
  switch (refusal.code) {
    case "attempts-used-up":
      return { kind: "gave-up", attemptsMade: refusal.attemptsMade, maxAttempts: refusal.maxAttempts };
    case "not-with-agent":
      return { kind: "not-with-agent", state: refusal.state };
    case "superseded":
      return { kind: "superseded", taskId: refusal.taskSid };
    default:
      return refusalOf(answer, COMMON);
  }
}

/** What a refusal means to the use case. A code that it does not know is a fault. */
function refusalOf<Meanings extends Partial<Record<PlainCode, object>>>(
  answer: Answer,
  meanings: Meanings,
): NonNullable<Meanings[keyof Meanings]> {
  const outcome = meanings[readRefusal(answer).code as PlainCode];
  if (outcome === undefined) throw rejected(answer);

  return outcome as NonNullable<Meanings[keyof Meanings]>;
}

const SESSION_ENDED: SessionEnded = { kind: "session-ended" };

const COMMON = {
  "not-allowed": { kind: "not-allowed" },
  "task-not-found": { kind: "task-not-found" },
  "token-missing": SESSION_ENDED,
  "token-invalid": SESSION_ENDED,
  "token-expired": SESSION_ENDED,
} as const;

/** A task that has ended and gone needs no note. */
const CLOSING = { ...COMMON, "task-not-found": { kind: "closed" } } as const;

const { "task-not-found": _, ...FOR_ANYBODY } = COMMON;

/** The list has one parameter, the cursor. */
const LISTING = { ...FOR_ANYBODY, "invalid-request": { kind: "unknown-cursor" } } as const;

const ACTING = {
  ...COMMON,
  taken: { kind: "taken" },
  ended: { kind: "ended" },
  "agent-not-found": { kind: "agent-not-found" },
} as const;

const PLAYING = {
  ...COMMON,
  "no-recording": { kind: "no-recording" },
  "recording-gone": { kind: "recording-gone" },
} as const;

const READING = {
  ...COMMON,
  "transcription-failed": { kind: "failed" },
  "no-transcript": { kind: "no-transcript" },
  "transcript-gone": { kind: "transcript-gone" },
} as const;

const DELETING = {
  ...COMMON,
  "no-recording": { kind: "no-recording" },
  "deletion-forbidden": { kind: "kept", reason: "forbidden" },
  "deletion-no-call-placed": { kind: "kept", reason: "no-call-placed" },
} as const;
