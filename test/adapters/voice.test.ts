import { describe, expect, it } from "vitest";
import { CONFIGURATION_ID } from "../../local/twilio/voice/batch-transcriptions.ts";
import { BatchTranscriptions } from "../../src/adapters/voice/batch-transcriptions.ts";
import { RecordTranscriptions } from "../../src/adapters/voice/record-transcriptions.ts";
import { TranscriptionsById } from "../../src/adapters/voice/transcriptions-by-id.ts";
import { TwilioRecordings } from "../../src/adapters/voice/twilio-recordings.ts";
import { Rejected, Unavailable } from "../../src/ports/faults.ts";
import { describeRecordings } from "../contracts/recordings.contract.ts";
import { describeTranscriptions } from "../contracts/transcriptions.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";
import { anId } from "../support/requests.ts";

const local = withLocalTwilio();
const { twilio } = local;
const record = (bytes: Uint8Array = new Uint8Array([1, 2, 3]), words = "") =>
  twilio.recordings.add({ mp3: new Uint8Array(bytes), words }).sid;
const cutOff = () => twilio.faults.add({ reset: "before", times: 1_000 });
const HASTY = { timeLeft: () => 8_000, tries: 2 };
const requests = () => twilio.requests.length;

for (const ranges of ["honoured", "ignored"] as const) {
  describeRecordings(`TwilioRecordings, ranges ${ranges} by Twilio,`, () => {
    twilio.recordings.ranges = ranges;

    return {
      recordings: new TwilioRecordings(local.connect(HASTY)),
      record,
      recordSomethingElse: () => twilio.recordings.add({ mp3: new Uint8Array([9]), source: "DialVerb" }).sid,
      has: (recordingId) => twilio.recordings.list().some(({ sid }) => sid === recordingId),
      letPass: (milliseconds) => twilio.clock.advance(milliseconds),
      now: () => new Date(twilio.clock.now()),
      requests,
      cutOff,
    };
  });
}

describeTranscriptions(
  "RecordTranscriptions",
  () => ({
    transcriptions: new RecordTranscriptions(local.connect(HASTY)),
    record,
    transcribe: (recordingId, outcome) =>
      typeof outcome === "string"
        ? twilio.recordings.transcribe(recordingId, outcome, "").sid
        : twilio.recordings.transcribe(recordingId, "completed", outcome.text).sid,
    count: (recordingId) =>
      twilio.recordings.transcriptions().filter(({ recordingSid }) => recordingSid === recordingId).length,
    requests,
    cutOff,
  }),
  [
    {
      reason: "the flow asks for it when it records",
      tests: ["makes one transcription of a recording, however often it is asked for"],
    },
  ],
);

describeTranscriptions("BatchTranscriptions", () => {
  const transcriptions = new BatchTranscriptions(local.connect(HASTY), CONFIGURATION_ID);

  return {
    transcriptions,
    record,
    transcribe: async (recordingId, outcome) => {
      twilio.batchTranscriptions.outcome = outcome === "failed" ? "failed" : "completed";
      const id = (await transcriptions.request(recordingId)) ?? "";
      if (outcome !== "in-progress") twilio.clock.advance(twilio.batchTranscriptions.takesMs);

      return id;
    },
    count: (recordingId) =>
      twilio.batchTranscriptions.list().filter(({ sourceId }) => sourceId === recordingId).length,
    requests,
    cutOff,
  };
}, [
  {
    reason: "Twilio sends the text once, to a webhook, keeps none of it, and lets nobody delete the rest",
    tests: [
      "yields the whole text of a transcription, however long",
      "removes all transcriptions of a recording, named or not, and of no other",
      "is unavailable when it cannot be reached",
    ],
  },
]);

describe("TwilioRecordings", () => {
  for (const mediaAuth of ["enforced", "off"] as const) {
    it(`plays with HTTP auth on media ${mediaAuth}`, async () => {
      twilio.recordings.mediaAuth = mediaAuth;
      const read = await new TwilioRecordings(local.connect()).read(record(), { start: 0, length: 9 });

      expect(read.kind === "part" && [...read.bytes]).toStrictEqual([1, 2, 3]);
    });
  }

  it("reads only recordings of its own account: another account's is gone", async () => {
    const read = await new TwilioRecordings(local.connect()).read(anId("RE", "abc"), { start: 0, length: 9 });

    expect(read.kind).toBe("gone");
    expect(twilio.requests.every(({ path }) => path.includes(twilio.account.accountSid))).toBe(true);
  });

  it("keeps no more of a long recording in memory than was asked for, even when Twilio sends all of it", async () => {
    twilio.recordings.ranges = "ignored";
    const id = record(new Uint8Array(30_000_000).fill(7));
    const before = process.memoryUsage().arrayBuffers;
    const read = await new TwilioRecordings(local.connect()).read(id, { start: 1_000_000, length: 100_000 });

    expect(read.kind === "part" && read.bytes.length).toBe(100_000);
    expect(read.kind === "part" && read.bytes.buffer.byteLength).toBeLessThan(1_000_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64_000_000);
  });

  it("is unavailable while Twilio is busy, and rejected when Twilio does not let us", async () => {
    const recordings = new TwilioRecordings(local.connect({ ...HASTY, tries: 1 }));
    const id = record();

    twilio.faults.add({ status: 503 });
    await expect(recordings.read(id, { start: 0, length: 1 })).rejects.toBeInstanceOf(Unavailable);
    twilio.faults.add({ status: 403 });
    await expect(recordings.read(id, { start: 0, length: 1 })).rejects.toBeInstanceOf(Rejected);
  });

  it("goes where Twilio sends it for the file, without credentials", async () => {
    const elsewhere = `/2010-04-01/Accounts/${twilio.account.accountSid}/Recordings/${anId("RE", "e")}.mp3`;
    twilio.faults.add({ status: 302, raw: "", headers: { location: `https://api.twilio.com${elsewhere}` } });
    const read = new TwilioRecordings(local.connect()).read(record(), { start: 0, length: 1 });

    await expect(read).rejects.toBeInstanceOf(Rejected);
    expect(twilio.requests.at(-1)).toMatchObject({ path: elsewhere, status: 401 });
  });
});

describe("TranscriptionsById", () => {
  it("reads each transcription where it was made, no matter who makes new ones", async () => {
    const connection = local.connect();
    const record_ = new RecordTranscriptions(connection);
    const batch = new BatchTranscriptions(connection, CONFIGURATION_ID);
    const recordingId = record();
    const made = twilio.recordings.transcribe(recordingId, "completed", "Please call.").sid;
    const asked = (await batch.request(recordingId)) ?? "";

    for (const whom of ["record", "batch"] as const) {
      const both = new TranscriptionsById({ record: record_, batch }, whom);
      expect(await both.read(made)).toStrictEqual({ kind: "text", text: "Please call." });
      expect(await both.read(asked)).toStrictEqual({ kind: "in-progress" });
    }
  });

  it("says that a transcription is wanted with a configuration that is not there", async () => {
    const batch = new BatchTranscriptions(
      local.connect(),
      `voice_transcriptionconfiguration_${"0".repeat(26)}`,
    );

    await expect(batch.request(record())).rejects.toBeInstanceOf(Rejected);
  });
});
