import { describe, expect, it } from "vitest";
import { leaveMessage } from "../../../local/call/voicemail.ts";
import { audioNamed } from "../../../local/twilio/telephony/sounds/audio.ts";
import { withStack } from "../../support/stack.ts";

const stack = withStack({ VOICEMAIL_TRANSCRIPTIONS: "batch" });
const { twilio } = stack;

describe("A voicemail transcribed by Batch Transcription", () => {
  it("exists before its transcript, which arrives later, once", async () => {
    const { recordingSid } = await leave();
    expect(attributes().callBackData.TranscriptionText).toBeUndefined();

    const [asked] = twilio.batchTranscriptions.list();
    expect(asked).toMatchObject({ sourceId: recordingSid, status: "PENDING" });
    twilio.clock.advance(twilio.batchTranscriptions.takesMs);

    await expect
      .poll(() => attributes().callBackData, { timeout: 10_000 })
      .toMatchObject({ TranscriptionSid: asked?.id, TranscriptionText: audioNamed("message").words });
    expect(stack.tasks()).toHaveLength(1);
    expect(twilio.contract.violations).toStrictEqual([]);
  });

  it("says that it could not be transcribed", async () => {
    twilio.batchTranscriptions.outcome = "failed";
    await leave();
    twilio.clock.advance(twilio.batchTranscriptions.takesMs);

    await expect
      .poll(() => attributes().callBackData, { timeout: 10_000 })
      .toMatchObject({ TranscriptionStatus: "failed" });
  });

  it("exists even if no transcription can be requested", async () => {
    twilio.faults.add({ host: "voice.twilio.com", status: 400 });
    const { status } = await leave();

    expect(status).toBe(200);
    expect(attributes().taskType).toBe("voicemail");
  });
});

async function leave(): Promise<{ status: number; recordingSid: string }> {
  const { accountSid, authToken } = twilio.account;
  const local = { base: stack.url, accountSid, authToken };
  const caller = { numberToCall: "+14155550123", numberToCallFrom: "+14155550100" };
  let status = 0;
  for await (const answer of leaveMessage(local, caller, { "no-transcript": true })) status = answer.status;

  return { status, recordingSid: twilio.recordings.list()[0]?.sid ?? "" };
}

function attributes() {
  return JSON.parse(stack.tasks()[0]?.attributes ?? "{}");
}
