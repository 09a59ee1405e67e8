import type { JsonObject } from "../json.ts";

/** One call placed to the contact. */
export interface Attempt {
  readonly at: Date;
  /** Name of the agent who called. */
  readonly agent: string;
  /** Absent: nobody has said it, or in a word that this version does not know. */
  readonly outcome?: AttemptOutcome;
  /** Which attempt of the request it was, from 1: an agent may place several calls in one attempt. */
  readonly number?: number;
  /** The outbound call's task: the same attempt is recorded once, however often it is reported. */
  readonly callTaskId?: string;
  /** What a newer version noted, in its own words: kept, and written back. */
  readonly kept?: JsonObject;
}

export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const ATTEMPT_OUTCOMES = ["answered", "no-answer", "busy", "invalid", "blocked", "failed"] as const;

/** The latest attempts are the useful ones; older ones make way. */
export const ATTEMPTS_KEPT = 10;

/** Adds the attempt unless that call is already recorded; a later word on the same call replaces the earlier one. */
export function withAttempt(attempts: readonly Attempt[], attempt: Attempt): readonly Attempt[] {
  const others = attempts.filter((known) => !isSameCall(known, attempt));

  return [...others, attempt].slice(-ATTEMPTS_KEPT);
}

function isSameCall(known: Attempt, attempt: Attempt): boolean {
  return attempt.callTaskId !== undefined && known.callTaskId === attempt.callTaskId;
}
