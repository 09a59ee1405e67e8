import { afterAll, describe, expect, it } from "vitest";
import { startTwilio } from "../../local/start-twilio.ts";
import { twilioCallbacks } from "../../src/entrypoints/twilio.ts";
import { anId } from "../support/requests.ts";

const twilio = await startTwilio();
afterAll(() => twilio.close());

describe("The use cases on a Twilio account, from one's own code", () => {
  it("handle a callback and a voicemail without HTTP", async () => {
    const { requestCallback, requeueCallback, recordAttempt, deleteVoicemail, agents, tasks } =
      twilioCallbacks(twilio.environment);
    const { account } = twilio;
    const identity = await agents.identify(account.tokens.agent);
    if (identity.kind !== "agent") throw new Error(`The agent is ${identity.reason}`);

    await requestCallback({ contactNumber: "+14155550100", callerId: "+14155550199" });
    const [first = ""] = twilio.agents.open();
    twilio.agents.accept(first, account.workerSid);
    await recordAttempt(first, { outcome: "no-answer" }, identity.agent);
    const requeued = await requeueCallback(first, identity.agent);

    expect(requeued).toMatchObject({ kind: "requeued", repeated: false });
    if (requeued.kind !== "requeued") return;
    expect((await tasks.find(requeued.taskId))?.task.request).toMatchObject({
      attemptsMade: 1,
      attempts: [{ outcome: "no-answer" }],
    });

    const voicemail = { recordingId: anId("RE", 7), deleted: false };
    const left = await requestCallback({
      contactNumber: "+14155550111",
      callerId: "+14155550199",
      voicemail,
    });
    expect(left.kind).toBe("created");
    if (left.kind !== "created") return;
    const stranger = await deleteVoicemail(left.taskId, { name: "Stranger", roles: ["agent"] });
    expect(stranger).toMatchObject({ kind: "not-allowed" });
  });

  it("are not wired up in an incomplete environment", () => {
    expect(() => twilioCallbacks({})).toThrow(/TWILIO_FLEX_WORKSPACE_SID is not set/);
  });
});
