import type { Twilio } from "../twilio/index.ts";

/** Whoever opens the desk for the first time is Available at once; later, they are whatever they chose to be. */
export function firstSignIn(
  twilio: Pick<Twilio, "account" | "store" | "onReset">,
): (workerSid: string) => void {
  const seen = new Set<string>();
  twilio.onReset(() => seen.clear());

  return (workerSid) => {
    if (seen.has(workerSid)) return;
    seen.add(workerSid);
    twilio.store.updateWorker(workerSid, { activitySid: twilio.account.activitySids.available });
  };
}
