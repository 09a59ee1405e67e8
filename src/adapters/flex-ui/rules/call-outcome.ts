import type { AttemptOutcome } from "../../../domain/retry/attempt.ts";

/**
 * What a canceled outbound call means for its callback, by the reason code on its reservation; `undefined` when it
 * was no attempt to reach the contact.
 *
 * Codes: https://help.twilio.com/articles/48779348972827 (Customizing Outbound Call Failure Notifications).
 */
export function outcomeOfCanceledCall(reasonCode: number | undefined): AttemptOutcome | undefined {
  return reasonCode === undefined ? "failed" : (OUTCOMES.get(reasonCode) ?? unlessTakenBack(reasonCode));
}

const OUTCOMES: ReadonlyMap<number, AttemptOutcome> = new Map([
  [45305, "no-answer"],
  [45303, "busy"],
  [13223, "invalid"],
  [21211, "invalid"],
  [21216, "blocked"],
  /** Calls to that country are not enabled. */
  [13227, "blocked"],
  [21215, "blocked"],
]);

/** Flex shows the agent nothing for these, as for what they did themselves. Twilio documents none of them: unverified. */
const TAKEN_BACK = [45302, 45306, 45307];

function unlessTakenBack(reasonCode: number): AttemptOutcome | undefined {
  return TAKEN_BACK.includes(reasonCode) ? undefined : "failed";
}
