import type { CallbackRequest } from "../callback-request.ts";
import { type CallbackTask, conversationOf } from "../callback-task.ts";
import { type Attempt, withAttempt } from "../retry/attempt.ts";
import { asOfEarlierRound } from "../retry/requeue.ts";
import { asDeleted, type Voicemail, withHeard, withTranscript } from "../voicemail.ts";

/**
 * What was written to a task while its next task was being made, brought to that next task: outcomes of calls, a
 * transcript, a deletion, which wins over everything. `undefined`: the next task has it all.
 */
export function carriedOver(from: CallbackTask, to: CallbackTask): CallbackRequest | undefined {
  const voicemail = carriedVoicemail(from.request.voicemail, to.request.voicemail);
  // A contact who asked again starts with fresh attempts.
  const attempts =
    conversationOf(from) === conversationOf(to)
      ? carriedAttempts(from.request.attempts, to.request)
      : to.request.attempts;
  const carried = { ...to.request, attempts, ...(voicemail && { voicemail }) };

  return same(carried, to.request) ? undefined : carried;
}

function carriedAttempts(from: readonly Attempt[], next: CallbackRequest): readonly Attempt[] {
  const isKnown = (attempt: Attempt) => next.attempts.some((known) => same(known, attempt));

  return from
    .map((attempt) => asOfEarlierRound(attempt, next))
    .filter((attempt) => !isKnown(attempt))
    .reduce(withCarried, next.attempts);
}

/** What a call's outcome replaces stands at its place already; another call goes before the next task's own. */
function withCarried(attempts: readonly Attempt[], attempt: Attempt): readonly Attempt[] {
  return [...withAttempt(attempts, attempt)].sort((one, other) => one.at.getTime() - other.at.getTime());
}

function carriedVoicemail(from: Voicemail | undefined, to: Voicemail | undefined): Voicemail | undefined {
  if (!from || !to || from.recordingId !== to.recordingId) return to;
  const heard = (from.heard ?? []).reduce(withHeard, to);
  if (from.deleted) return asDeleted(heard, from.deletion);

  return from.transcript ? withTranscript(heard, from.transcript) : heard;
}

/** In whatever order their keys stand. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}
