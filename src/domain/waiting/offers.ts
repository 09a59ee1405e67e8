import { isOpenAt, type OpeningHours } from "./hours.ts";
import type { Entry } from "./menu-state.ts";

/** What the contact centre offers, and from when on. */
export interface OfferPolicy {
  readonly callback: boolean;
  readonly voicemail: boolean;
  /** Offered from an expected wait, or a wait so far, of so many seconds on. 0: always. */
  readonly fromSeconds: number;
  /** Offered from so many waiting callers on. 0: always. */
  readonly fromLength: number;
  /** No further callback while so many wait. */
  readonly maxOpen?: number;
  /** Absent: it is always open. */
  readonly hours?: OpeningHours;
  readonly timeZone: string;
}

/** What is known when a caller comes. Absent: nobody knows. */
export interface OfferFacts {
  readonly entry: Entry;
  readonly canStay: boolean;
  readonly expectedSeconds?: number;
  readonly waiting?: number;
  readonly waitedSeconds?: number;
  readonly openCallbacks?: number;
  /** Whether there is a number to call, or one may be keyed. */
  readonly canBeCalled: boolean;
  /** Whether a message can be recorded here. */
  readonly canRecord: boolean;
}

export interface Offers {
  readonly callback: boolean;
  readonly voicemail: boolean;
  readonly isClosed: boolean;
}

export function offersTo(facts: OfferFacts, policy: OfferPolicy, now: Date): Offers {
  const isClosed = policy.hours !== undefined && !isOpenAt(policy.hours, policy.timeZone, now);
  const isWorthIt = isClosed || !facts.canStay || facts.entry === "voicemail" || isLong(facts, policy);
  const isFull = policy.maxOpen !== undefined && (facts.openCallbacks ?? 0) >= policy.maxOpen;

  return {
    callback: isWorthIt && policy.callback && facts.canBeCalled && !isFull,
    voicemail: isWorthIt && policy.voicemail && facts.canRecord,
    isClosed,
  };
}

/** A threshold counts if it is set. Where nobody knows how long it takes, everybody gets the offer. */
function isLong(
  { expectedSeconds, waiting, waitedSeconds = 0 }: OfferFacts,
  { fromSeconds, fromLength }: OfferPolicy,
): boolean {
  if (fromSeconds === 0 && fromLength === 0) return true;
  if (expectedSeconds === undefined && waiting === undefined) return true;

  return (
    (fromSeconds > 0 && Math.max(expectedSeconds ?? 0, waitedSeconds) >= fromSeconds) ||
    (fromLength > 0 && (waiting ?? 0) >= fromLength)
  );
}
