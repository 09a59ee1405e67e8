import type { TelephoneOutcome } from "../../../domain/retry/attempt.ts";

/**
 * The outcome of a canceled outbound call, from the reason code on its reservation. `undefined`: the call was no attempt to
 * reach the contact.
 *
 * Codes: https://help.twilio.com/articles/48779348972827 (Customizing Outbound Call Failure Notifications).
 */
export function outcomeOfCanceledCall(reasonCode: number | undefined): TelephoneOutcome | undefined {
  return reasonCode === undefined ? "failed" : (OUTCOMES.get(reasonCode) ?? unlessTakenBack(reasonCode));
}

const OUTCOMES: ReadonlyMap<number, TelephoneOutcome> = new Map([
  [45305, "no-answer"],
  [45303, "busy"],
  [13223, "invalid"],
  [21211, "invalid"],
  [21216, "blocked"],
  /** Calls to that country are not enabled. */
  [13227, "blocked"],
  [21215, "blocked"],
]);

/** Flex shows the agent no message for these codes, so the agent seems to have canceled the call. Unverified: Twilio documents none of them. */
const TAKEN_BACK = [45302, 45306, 45307];

function unlessTakenBack(reasonCode: number): TelephoneOutcome | undefined {
  return TAKEN_BACK.includes(reasonCode) ? undefined : "failed";
}
