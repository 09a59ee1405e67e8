/** No process works on one request for longer: a Twilio Function is cut off after 10 seconds. */
const LONGEST_WORK_MS = 10_000;

/** How long to wait for somebody else who is at work on the same request: within the 9 seconds that we answer in. */
export const PATIENCE_MS = 6_000;

export const LOOK_AGAIN_MS = 700;

/** Whether whoever began at that moment may still be at it; if not, they came to grief and left it undone. */
export function isStillAtWork(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() < LONGEST_WORK_MS;
}
