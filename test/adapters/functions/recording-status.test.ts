import { describe, expect, it } from "vitest";
import { makeRecordingStatus } from "../../../src/adapters/functions/recording-status.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import type { RequestCallback } from "../../../src/application/request-callback.ts";

const SENT = {
  numberToCall: "+14155550100",
  RecordingSid: `RE${"a".repeat(32)}`,
  RecordingStatus: "completed",
};

describe("a recording of a known length, where a message has five seconds or more", () => {
  it.each([
    ["0", "nothing"],
    ["4", "nothing"],
    ["5", "voicemail"],
    ["300", "voicemail"],
    [undefined, "voicemail"],
    ["unknown", "voicemail"],
  ])("of %s seconds becomes: %s", async (RecordingDuration, becomes) => {
    const made: string[] = [];
    const log = new CollectedLog();
    const put =
      (kind: string): RequestCallback =>
      async () => {
        made.push(kind);
        return { kind: "created", taskId: "WT1" };
      };
    const answer = makeRecordingStatus(put("voicemail"), put("callback"), async () => ({}), log, {
      absent: "ignore",
      minSeconds: 5,
    });
    const { status } = await answer({
      ...SENT,
      ...(RecordingDuration !== undefined && { RecordingDuration }),
    });

    expect(status).toBe(200);
    expect(made).toStrictEqual(becomes === "nothing" ? [] : [becomes]);
    expect(log.events.includes("recording.absent")).toBe(becomes === "nothing");
  });
});
