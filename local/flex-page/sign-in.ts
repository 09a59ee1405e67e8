import type { Twilio } from "../twilio/index.ts";

/**
 * An agent who opens Flex for the first time becomes Available at once. Later they keep the activity that they chose.
 * Supervisors stay Offline: they only watch, and must not receive tasks that the agents wait for.
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
