import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { MemoryRecordings } from "../../src/adapters/memory/memory-recordings.ts";
import { MemoryTranscriptions } from "../../src/adapters/memory/memory-transcriptions.ts";
import { describeRecordings } from "../contracts/recordings.contract.ts";
import { describeTranscriptions } from "../contracts/transcriptions.contract.ts";
import { anId } from "../support/requests.ts";

let lastId = 0;
const nextId = (): string => {
  lastId += 1;

  return anId("RE", lastId);
};

describeRecordings("MemoryRecordings", () => {
  const clock = new ManualClock();
  const recordings = new MemoryRecordings();

  return {
    recordings,
    record: (bytes) => {
      const id = nextId();
      recordings.record(id, bytes, { recordedAt: clock.now() });
      return id;
    },
    recordSomethingElse: () => {
      const id = nextId();
      recordings.record(id, new Uint8Array([9]), { recordedAt: clock.now(), isMessage: false });
      return id;
    },
    has: (recordingId) => recordings.has(recordingId),
    letPass: (milliseconds) => clock.advance(milliseconds),
    now: () => clock.now(),
    cutOff: () => recordings.cutOff(),
  };
});

describeTranscriptions("MemoryTranscriptions", () => {
  const transcriptions = new MemoryTranscriptions();

  return {
    transcriptions,
    record: nextId,
    transcribe: async (recordingId, outcome) => {
      const id = await transcriptions.request(recordingId);
      transcriptions.finish(
        id,
        typeof outcome === "string" ? { kind: outcome } : { kind: "text", ...outcome },
      );
      return id;
    },
    count: (recordingId) => transcriptions.of(recordingId).length,
    cutOff: () => transcriptions.cutOff(),
  };
});
