import { defined } from "../defined.ts";
import type { JsonObject } from "../json.ts";
import type { PhoneNumber } from "../phone-number.ts";

/** One call placed to the contact. */
export interface Attempt {
  readonly at: Date;
  /** Name of the agent who called. */
  readonly agent: string;
  /**
   * Absent while nobody knows it: the call rings, the desktop that placed it has gone, or a newer version noted it in a
   * word that this one does not know.
   */
  readonly outcome?: AttemptOutcome;
  /** In which round of the request it was placed, from 1: an agent may place several calls in one round. */
  readonly number?: number;
  /** The agent called this number in place of the contact's. */
  readonly numberCalled?: PhoneNumber;
  /** How long it was talked. Absent: nobody knows. */
  readonly seconds?: number;
  /** The outbound call's task: the same call is recorded once, however often it is reported. */
  readonly callTaskId?: string;
  /** What a newer version noted, in its own words: kept, and written back. */
  readonly kept?: JsonObject;
}

export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** `voicemail`: a machine answered. Only the agent can tell. */
export const ATTEMPT_OUTCOMES = [
  "answered",
  "no-answer",
  "busy",
  "invalid",
  "blocked",
  "failed",
  "voicemail",
] as const;

/** What a telephone system can tell of a call. */
export type TelephoneOutcome = Exclude<AttemptOutcome, "voicemail">;

/** Whether the agent has heard somebody or something answer their latest call. */
export function wasAnswered(attempts: readonly Attempt[], round: number): boolean {
  const last = attempts.at(-1);

  return last?.number === round && last.outcome === "answered";
}

/** Of those, what says that nobody took the call. */
export const UNREACHED_OUTCOMES = ["no-answer", "busy", "invalid", "blocked", "failed"] as const;

export type UnreachedOutcome = (typeof UNREACHED_OUTCOMES)[number];

/** The latest attempts are the useful ones; older ones make way. */
export const ATTEMPTS_KEPT = 10;

/**
 * Adds the call unless it is already recorded. A later report on the same call replaces what the earlier one said; a call
 * whose outcome comes in is the one that this agent placed last in this attempt, and whose outcome nobody knew.
 */
export function withAttempt(attempts: readonly Attempt[], attempt: Attempt): readonly Attempt[] {
  const index = attempts.findLastIndex((each) => isSameCall(each, attempt));
  const known = attempts[index];
  if (!known) return [...attempts, attempt].slice(-ATTEMPTS_KEPT);

  return [
    ...attempts.toSpliced(index, 1),
    {
      ...attempt,
      at: known.at,
      // A late report of the same call does not tell it better than the agent did.
      ...(known.outcome === "voicemail" && { outcome: known.outcome }),
      ...defined({
        callTaskId: attempt.callTaskId ?? known.callTaskId,
        seconds: attempt.seconds ?? known.seconds,
        numberCalled: attempt.numberCalled ?? known.numberCalled,
        kept: attempt.kept ?? known.kept,
      }),
    },
  ];
}

function isSameCall(known: Attempt, { callTaskId, outcome, agent, number }: Attempt): boolean {
  if (callTaskId !== undefined && known.callTaskId === callTaskId) return true;

  const mayBeMeant = isUnanswered(known) || (outcome === "voicemail" && known.outcome === "answered");

  return outcome !== undefined && mayBeMeant && known.agent === agent && known.number === number;
}

/** Takes back the call that this agent placed last in this attempt: the telephone system refused it. */
export function withoutPlacedCall(
  attempts: readonly Attempt[],
  { agent, number }: Pick<Attempt, "agent" | "number">,
): readonly Attempt[] {
  const placed = attempts.findLastIndex(
    (each) => isUnanswered(each) && each.agent === agent && each.number === number,
  );

  return placed === -1 ? attempts : attempts.toSpliced(placed, 1);
}

/** Placed, and nothing more is known of it. */
function isUnanswered({ outcome, callTaskId, kept }: Attempt): boolean {
  return outcome === undefined && callTaskId === undefined && kept === undefined;
}
