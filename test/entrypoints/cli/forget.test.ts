import { describe, expect, test } from "vitest";
import { accountUnderTest } from "./account.ts";

const { twilio, run } = accountUnderTest();
const { store } = twilio;
const THEIRS = "+14155550100";

describe("forget", () => {
  test("removes message, task and whatever tells of the contact, and says what it cannot reach", async () => {
    await run("provision");
    const recording = twilio.recordings.add({ mp3: new Uint8Array(64) });
    const taskSid = aVoicemail(recording.sid);
    const { code, out, err } = await run("forget", "+1 415 555-0100");

    expect(code).toBe(0);
    expect(err).toContain(`Deleted: ${recording.sid} and its transcripts`);
    expect(twilio.recordings.list()).toEqual([]);
    expect(store.state.tasks.get(taskSid)).toMatchObject({ assignmentStatus: "canceled" });
    expect(store.state.tasks.get(taskSid)?.attributes).not.toMatch(/4155550100|a secret/);
    expect(out).toContain("Removed: 1 messages, 1 waiting callbacks");
    expect(out).toContain("TaskRouter's log of events: Twilio deletes it after 30 days.");
    expect(out + err).not.toContain("4155550100");
  });

  test("a second time, finds nothing more", async () => {
    await run("provision");
    aVoicemail(twilio.recordings.add({ mp3: new Uint8Array(64) }).sid);
    await run("forget", THEIRS);
    const { code, out } = await run("forget", THEIRS, "--json");

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ task: 0, "with-agent": 0, failed: 0 });
  });

  test.each(["somebody", "123", "anonymous"])("does not take %s for a number", async (text) => {
    await run("provision");
    const { code, err } = await run("forget", text);

    expect(code).toBe(2);
    expect(err).toContain("This is no phone number");
  });

  test("needs a number", async () => {
    expect((await run("forget")).code).toBe(2);
  });
});

function aVoicemail(recordingSid: string): string {
  const attributes = {
    taskType: "voicemail",
    name: `Voicemail (${THEIRS})`,
    from: THEIRS,
    message: "a secret",
    callBackData: {
      numberToCall: THEIRS,
      RecordingSid: recordingSid,
      utcDateTimeReceived: new Date().toISOString(),
    },
  };

  return store.createTask({
    attributes: JSON.stringify(attributes),
    workflowSid: twilio.account.workflowSid,
  }).sid;
}
