import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { MemoryTelemetry } from "../../../src/adapters/memory/memory-telemetry.ts";
import {
  makeVoicemails,
  type VoicemailService,
  type Voicemails,
} from "../../../src/application/desktop/voicemails.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";

type Answers = { readonly [name in keyof VoicemailService]: Awaited<ReturnType<VoicemailService[name]>> };

const away = () => Promise.reject(new Unavailable("away"));
const NOTHING = new AbortController().signal;

let log: CollectedLog;
let telemetry: MemoryTelemetry;
let progress: number[];
beforeEach(() => {
  log = new CollectedLog();
  telemetry = new MemoryTelemetry();
  progress = [];
});

function voicemails(service: Partial<VoicemailService>): Voicemails {
  return makeVoicemails(
    { play: away, readTranscript: away, deleteVoicemail: away, ...service },
    telemetry,
    log,
  );
}

/** A message whose bytes are their own places. `total`: whether an answer says how many there are. */
function aMessage(length: number, partLength: number, saysTotal = true): Partial<VoicemailService> {
  return {
    play: async (_, start) => {
      if (start >= length) return { kind: "beyond-end", total: length };
      const bytes = Uint8Array.from({ length: Math.min(partLength, length - start) }, (_, at) => start + at);

      return { kind: "part", bytes, start, contentType: "audio/wav", ...(saysTotal && { total: length }) };
    },
  };
}

function load(service: Partial<VoicemailService>, signal = NOTHING) {
  return voicemails(service).load(TASK_ID, signal, (share) => progress.push(share));
}

describe("A message", () => {
  it("is loaded part by part, and the agent sees how far", async () => {
    expect(await load(aMessage(5, 2))).toStrictEqual({
      kind: "loaded",
      parts: [Uint8Array.of(0, 1), Uint8Array.of(2, 3), Uint8Array.of(4)],
      contentType: "audio/wav",
    });
    expect(progress).toStrictEqual([0.4, 0.8, 1]);
    expect(telemetry.events).toStrictEqual([{ kind: "voicemail-played" }]);
  });

  it("is loaded to its end where nobody says how long it is", async () => {
    expect(await load(aMessage(4, 2, false))).toMatchObject({
      kind: "loaded",
      parts: [{ length: 2 }, { length: 2 }],
    });
    expect(progress).toStrictEqual([]);
  });

  it("is loaded though its last part is empty", async () => {
    const empty = { kind: "part", bytes: new Uint8Array(), start: 0, contentType: "audio/mpeg" } as const;

    expect(await load({ play: async () => empty })).toStrictEqual({
      kind: "loaded",
      parts: [new Uint8Array()],
      contentType: "audio/mpeg",
    });
  });

  it.each<[Answers["play"], string]>([
    [{ kind: "not-allowed" }, "not-allowed"],
    [{ kind: "session-ended" }, "session-ended"],
    [{ kind: "beyond-end", total: 0 }, "gone"],
    [{ kind: "no-recording" }, "gone"],
    [{ kind: "recording-gone" }, "gone"],
    [{ kind: "task-not-found" }, "gone"],
  ])("is not played after the answer %o: %s", async (answer, reason) => {
    expect(await load({ play: async () => answer })).toStrictEqual({ kind: "failed", reason });
    expect(telemetry.events).toStrictEqual([]);
  });

  it.each([
    ["unavailable", new Unavailable("away")],
    ["rejected", new Rejected("no")],
  ])("is %s where the functions do not answer, which the log says", async (reason, fault) => {
    expect(await load({ play: () => Promise.reject(fault) })).toStrictEqual({ kind: "failed", reason });
    expect(log.entries).toMatchObject([
      { level: "warn", event: "panel.voicemail", details: { taskId: TASK_ID } },
    ]);
  });

  it("is abandoned, and has not failed, when the agent goes on to another task", async () => {
    const gone = new AbortController();
    gone.abort();

    expect(await load({}, gone.signal)).toStrictEqual({ kind: "abandoned" });
  });
});

describe("Its transcript", () => {
  it("is read", async () => {
    const text = { kind: "text", text: "Please call me", whole: true } as const;

    expect(await voicemails({ readTranscript: async () => text }).readTranscript(TASK_ID)).toStrictEqual(
      text,
    );
  });

  it.each<[Answers["readTranscript"], string]>([
    [{ kind: "transcript-gone" }, "gone"],
    [{ kind: "no-transcript" }, "rejected"],
    [{ kind: "failed" }, "rejected"],
    [{ kind: "not-allowed" }, "not-allowed"],
  ])("is not read after the answer %o: %s", async (answer, reason) => {
    const read = voicemails({ readTranscript: async () => answer }).readTranscript(TASK_ID);

    expect(await read).toStrictEqual({ kind: "failed", reason });
  });
});

describe("A message that the agent deletes", () => {
  it.each<Answers["deleteVoicemail"]>([
    { kind: "deleted", repeated: false },
    { kind: "kept", reason: "no-call-placed" },
  ])("is told as the functions tell it: %o", async (answer) => {
    expect(await voicemails({ deleteVoicemail: async () => answer }).delete(TASK_ID)).toStrictEqual(answer);
  });

  it("is not deleted where the session has ended, or nobody answers", async () => {
    const over = voicemails({ deleteVoicemail: async () => ({ kind: "session-ended" }) });

    expect(await over.delete(TASK_ID)).toStrictEqual({ kind: "failed", reason: "session-ended" });
    expect(await voicemails({}).delete(TASK_ID)).toStrictEqual({ kind: "failed", reason: "unavailable" });
  });
});
