import { beforeEach, describe, expect, it } from "vitest";
import { firstSignIn } from "../../../local/flex-page/sign-in.ts";
import { createTwilio } from "../../../local/twilio/index.ts";

describe("signing in to Flex", () => {
  const twilio = createTwilio();
  const { account, store } = twilio;
  const signIn = firstSignIn(twilio);
  const activityOf = (workerSid: string) =>
    store.state.activities.get(store.state.workers.get(workerSid)?.activitySid ?? "")?.friendlyName;
  beforeEach(() => twilio.reset());

  it("makes an agent Available", () => {
    signIn(account.workerSid);

    expect(activityOf(account.workerSid)).toBe("Available");
    expect(activityOf(account.secondWorkerSid)).toBe("Offline");
  });

  it("does not change the activity of an agent who comes back", () => {
    signIn(account.workerSid);
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.unavailable });

    signIn(account.workerSid);

    expect(activityOf(account.workerSid)).toBe("Unavailable");
  });

  it("leaves supervisors Offline", () => {
    signIn(account.supervisorWorkerSid);

    expect(activityOf(account.supervisorWorkerSid)).toBe("Offline");
  });
});
