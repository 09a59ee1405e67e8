import { describe, expect, it } from "vitest";
import { readAttributes, writeAttributes } from "../../../src/adapters/twilio-wire/task-attributes.ts";
import { afterTaskEnd } from "../../../src/domain/after-task-end.ts";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { isJsonObject, type JsonObject } from "../../../src/domain/json.ts";
import { anId, aRouting } from "../../support/requests.ts";

const ASKED = new Date("2026-03-06T18:00:00.000Z");
const A_DAY_LATER = new Date(ASKED.getTime() + 86_400_000);

/** A voicemail in its second round, as the version before wrote it. */
const RECORDED: JsonObject = {
  taskType: "voicemail",
  name: "Voicemail (+14155550100)",
  from: "+14155550100",
  direction: "inbound",
  message: null,
  flow_execution_sid: anId("FN"),
  skills: ["billing"],
  callBackData: {
    numberToCall: "+14155550100",
    numberToCallFrom: "+14155550199",
    attempts: 1,
    attemptHistory: [{ at: "2026-03-06T18:10:00.000Z", agent: "Agent One", outcome: "busy", number: 1 }],
    mainTimeZone: "America/New_York",
    utcDateTimeReceived: ASKED.toISOString(),
    RecordingSid: anId("RE"),
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${anId("AC")}/Recordings/${anId("RE")}`,
    TranscriptionText: "Please call me.",
    isDeleted: false,
    requestMark: "callback-k",
  },
  conversations: { conversation_id: anId("WT", 1) },
};

function recorded(callBackData: JsonObject = {}): CallbackTask {
  const own = isJsonObject(RECORDED.callBackData) ? RECORDED.callBackData : {};
  const wire = { ...RECORDED, callBackData: { ...own, ...callBackData } };
  const read = readAttributes(wire, { createdAt: ASKED, routing: aRouting() });
  if (!read) throw new Error("It is not read");

  return { id: anId("WT", 2), state: "assigned", createdAt: ASKED, ...read };
}

describe("A task that the version before made", () => {
  it("keeps every key and value when this version writes on it: the older one reads it after a rollback", () => {
    const { id: _, state: __, createdAt: ___, ...task } = recorded();

    expect(writeAttributes(task, anId("AC"))).toMatchObject(RECORDED);
  });

  it("has a next task with everything on it when the queue ends it after its day", () => {
    const end = {
      how: "canceled",
      at: A_DAY_LATER,
      reason: "Task TTL Exceeded",
      isQueuesReason: true,
    } as const;
    const after = afterTaskEnd(recorded(), end, A_DAY_LATER, {});
    if (after.kind !== "again") throw new Error(`It is ${after.kind}`);

    expect(writeAttributes({ request: after.request }, anId("AC"))).toMatchObject({
      ...RECORDED,
      callBackData: {
        ...(RECORDED.callBackData as JsonObject),
        agains: 1,
        endsAt: new Date(ASKED.getTime() + 14 * 86_400_000).toISOString(),
      },
    });
  });

  it("that its agent put back, by a process that died without noting its decision, has a next task too", () => {
    const task = { ...recorded({ requeue: { at: ASKED.toISOString() } }), state: "completed" as const };
    const end = { how: "completed", at: A_DAY_LATER, isQueuesReason: false } as const;

    expect(afterTaskEnd(task, end, A_DAY_LATER, {})).toMatchObject({
      kind: "again",
      request: { attemptsMade: 1 },
    });
  });
});
