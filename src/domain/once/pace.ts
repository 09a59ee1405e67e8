/**
 * How long everybody who works on one request may take. It must fit what the processes run on: a Twilio Function is
 * cut off after 10 seconds, and answers within 9.
 */
export interface Pace {
  /**
   * A claim in the ledger and a mark on a task count for so long, in milliseconds. Afterwards their maker is taken to
   * have died, and others finish the work. Longer than a process lives, by as much as a create may hang.
   */
  readonly claimCounts: number;
  /** A create is sent at most this long after the look that it relies on. Later than that, look again. */
  readonly createAfterLook: number;
  /** A create is sent at most this long after its maker's own claim or mark. */
  readonly createAfterClaim: number;
  /** How long to wait for somebody else who works on the same request. */
  readonly patience: number;
  readonly lookAgainAfter: number;
}

/** The pace of Twilio Functions. */
export const FUNCTIONS_PACE: Pace = {
  claimCounts: 15_000,
  createAfterLook: 2_000,
  createAfterClaim: 4_000,
  patience: 6_000,
  lookAgainAfter: 700,
};

/** Servers tell their time in whole seconds: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const RESOLUTION_MS = 1_000;

/**
 * Whether whoever wrote at that moment may still be at work. Both moments come from the same server's clock, never
 * from a process's own.
 */
export function isFresh(written: Date, now: Date, { claimCounts }: Pace): boolean {
  return now.getTime() - written.getTime() < claimCounts + RESOLUTION_MS;
}

/** Whether a create may still be sent that relies on a lock taken at that moment. Both by one process's clock. */
export function mayCreate(now: number, lockedAt: number, { createAfterClaim }: Pace): boolean {
  return now - lockedAt <= createAfterClaim;
}
