import type { Twilio } from "../twilio/index.ts";

/**
 * An agent who opens Flex for the first time is Available at once, and later whatever they chose to be.
 * Supervisors stay Offline: they watch, and would otherwise be offered what the agents wait for.
 */
export function firstSignIn(
  twilio: Pick<Twilio, "account" | "store" | "onReset">,
): (workerSid: string) => void {
  const { account, store } = twilio;
  const waiting = new Set<string>();
  const everybodyIsNew = () => {
    waiting.add(account.workerSid).add(account.secondWorkerSid);
  };
  everybodyIsNew();
  twilio.onReset(everybodyIsNew);

  return (workerSid) => {
    if (waiting.delete(workerSid)) {
      store.updateWorker(workerSid, { activitySid: account.activitySids.available });
    }
  };
}
