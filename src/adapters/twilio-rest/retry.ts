import type { ConnectionFault } from "./connection-fault.ts";

/** As much of an answer as tells whether to ask again. */
interface AnswerHead {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** What came of one try. */
export type Failure =
  | { readonly kind: "answer"; readonly response: AnswerHead }
  | { readonly kind: "no-answer"; readonly fault: ConnectionFault };

export interface RetrySituation {
  /** Tries made so far. */
  readonly tried: number;
  readonly tries: number;
  /** Milliseconds. */
  readonly timeLeft: number;
  /** Milliseconds within which the next try must begin. */
  readonly beginWithin: number;
  /** From 0 to 1, so that those who were turned away together do not come back together. */
  readonly chance: number;
}

export type RetryDecision =
  | { readonly kind: "enough" }
  | { readonly kind: "again"; readonly afterMs: number };

const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 2_000;

/** Time that a further try should be left with. */
const WORTH_TRYING_MS = 250;

/** Decides whether to ask again: never where the first try may have changed something. */
export function decideRetry(
  outcome: Failure & { readonly changes: boolean },
  { tried, tries, timeLeft, beginWithin, chance }: RetrySituation,
): RetryDecision {
  if (tried >= tries || !isSafeToRepeat(outcome)) return { kind: "enough" };

  const backoff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tried - 1)) * (0.5 + chance / 2);
  const afterMs = Math.max(backoff, outcome.kind === "answer" ? retryAfterMs(outcome.response) : 0);

  return afterMs > beginWithin || afterMs + WORTH_TRYING_MS > timeLeft
    ? { kind: "enough" }
    : { kind: "again", afterMs };
}

function isSafeToRepeat(outcome: Failure & { readonly changes: boolean }): boolean {
  switch (outcome.kind) {
    case "answer":
      return isTurnedAway(outcome.response) || (!outcome.changes && outcome.response.statusCode >= 500);
    case "no-answer":
      return !outcome.fault.reached || (!outcome.changes && !outcome.fault.timedOut);
  }
}

/** Twilio did nothing: too many requests, or no capacity. https://www.twilio.com/docs/api/errors/20429 */
function isTurnedAway({ statusCode }: AnswerHead): boolean {
  return statusCode === 429 || statusCode === 503;
}

/** RFC 9110, section 10.2.3: whole seconds. The other form, a date, is not used by Twilio. */
function retryAfterMs({ headers }: AnswerHead): number {
  const seconds = Number(headers["retry-after"]);

  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}
