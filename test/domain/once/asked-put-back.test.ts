import { describe, expect, test } from "vitest";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import { mayName, taskToPutBack } from "../../../src/domain/once/asked-put-back.ts";
import { aNumber, aRequest, aVoicemail } from "../../support/requests.ts";
import { aTask } from "./tasks.ts";

const CONTACT = aNumber("+14155550100");
const callback = held("callback", { conversationId: "first" });
const voicemail = held("voicemail", { voicemail: aVoicemail({ recordingId: "RE1" }) });
const withheld = held("withheld", { contact: { kind: "withheld" } });
const HELD = [callback, voicemail, withheld];

describe("an agent who asks once more for a request that they have", () => {
  test.each([
    ["the recording", { recordingId: "RE1", attemptsMade: 1 }, "voicemail"],
    [
      "the recording, and the contact of another task",
      { recordingId: "RE1", number: CONTACT, attemptsMade: 1 },
      "voicemail",
    ],
    ["the conversation", { conversationId: "first", attemptsMade: 1 }, "callback"],
    [
      "the task, which is the conversation's first",
      { conversationId: "voicemail", attemptsMade: 2 },
      "voicemail",
    ],
    ["the contact", { number: CONTACT, attemptsMade: 1 }, "callback"],
    [
      "the contact, in a conversation that is not known",
      { conversationId: "x", number: CONTACT, attemptsMade: 1 },
      "callback",
    ],
  ] as const)("puts the task back that has %s", (_, asked, task) => {
    expect(taskToPutBack(asked, HELD)?.id).toBe(task);
  });

  test.each([
    ["no more attempts", { number: CONTACT, conversationId: "first", attemptsMade: 0 }],
    ["another recording, of the same contact", { recordingId: "RE2", number: CONTACT, attemptsMade: 1 }],
    ["another contact", { number: aNumber("+14155550177"), attemptsMade: 1 }],
    ["nobody", { attemptsMade: 1 }],
  ] as const)("puts nothing back where the request has %s", (_, asked) => {
    expect(taskToPutBack(asked, HELD)).toBeUndefined();
  });
});

describe("an agent who names a recording", () => {
  test.each([
    ["may where a task that they have tells of it", "RE1", true],
    ["may not where none does: it may be anybody's", "RE2", false],
    ["may where they name none", undefined, true],
  ])("%s", (_, recordingId, may) => {
    expect(mayName(recordingId, HELD)).toBe(may);
  });
});

function held(id: string, details: Partial<CallbackRequest>) {
  const request = aRequest({ contact: { kind: "number", number: CONTACT }, ...details });

  return aTask(id, { state: "assigned", request });
}
