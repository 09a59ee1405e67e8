import { describe, expect, it } from "vitest";
import { type Announcement, announcementsOf } from "../../src/domain/announcement.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import { anAttempt, anId, aRequest, aTranscript, aVoicemail } from "../support/requests.ts";

const MADE = new Date("2026-03-02T09:31:00.000Z");
const LATER = new Date("2026-03-02T10:00:00.000Z");
const AT = LATER.toISOString();
const ADA = { by: "Ada", at: LATER };
const RECORDING = anId("RE");

/** The second task of the request that is named T1: what its first task told is told. */
function told(request: Partial<CallbackRequest>, task: Partial<CallbackTask> = {}): readonly Announcement[] {
  return announcementsOf({
    id: "T2",
    state: "waiting",
    createdAt: MADE,
    request: aRequest({ conversationId: "T1", ...request }),
    ...task,
  });
}

type Telling = Parameters<typeof told>;

const mark: NonNullable<CallbackTask["mark"]> = {
  id: "me",
  at: LATER,
  why: "requeue",
  next: "T3",
  decision: { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 },
};
const { next: _, ...unfinished } = mark;

describe("what other systems are told of a request", () => {
  it.each<[string, Telling, string, Date, object]>([
    [
      "that a contact asks to be called",
      [{ message: "Gold" }, { id: "T1" }],
      "T1.callback.requested",
      MADE,
      { message: "Gold" },
    ],
    [
      "that a contact left a message",
      [{ voicemail: aVoicemail() }, { id: "T1" }],
      "T1.voicemail.received",
      MADE,
      { recordingSid: RECORDING },
    ],
    [
      "that the contact asked again, and what they said",
      [{ askedAgain: [{ at: LATER, message: "Please hurry" }] }],
      `T1.callback.asked-again.${AT}`,
      LATER,
      { message: "Please hurry" },
    ],
    [
      "how a call came out, by the call's own task",
      [{ attempts: [anAttempt({ callTaskId: "WT9", outcome: "busy" })] }],
      "T1.callback.attempted.WT9.busy",
      LATER,
      { agent: "Agent One", outcome: "busy", callTaskSid: "WT9" },
    ],
    [
      "how a call came out, by its moment where its task is not known",
      [{ attempts: [anAttempt({ outcome: "busy" })] }],
      `T1.callback.attempted.${AT}.busy`,
      LATER,
      { agent: "Agent One", outcome: "busy" },
    ],
    [
      "that it was put back",
      [{}, { mark }],
      "T1.callback.put-back.T3",
      LATER,
      { taskSid: "T3", attempts: 1, retryDelay: 600 },
    ],
    [
      "who handed it to whom",
      [{ assigned: { ...ADA, to: "Bob" }, ownerId: anId("WK") }],
      `T1.callback.assigned.${AT}`,
      LATER,
      { agent: "Ada", workerSid: anId("WK") },
    ],
    [
      "who brought it forward",
      [{ expedited: { ...ADA, priorityBefore: 0 } }],
      `T1.callback.expedited.${AT}`,
      LATER,
      { agent: "Ada" },
    ],
    [
      "the words of a message",
      [{ voicemail: aVoicemail({ transcript: aTranscript("Call me", { shortened: true }) }) }],
      `T1.voicemail.transcribed.${RECORDING}.text`,
      aRequest().receivedAt,
      { recordingSid: RECORDING, text: "Call me", shortened: true },
    ],
    [
      "that a message has no words",
      [{ voicemail: aVoicemail({ transcript: { kind: "failed" } }) }],
      `T1.voicemail.transcribed.${RECORDING}.failed`,
      aRequest().receivedAt,
      { recordingSid: RECORDING, failed: true },
    ],
    [
      "who heard a message",
      [{ voicemail: aVoicemail({ heard: [ADA] }) }],
      `T1.voicemail.heard.${RECORDING}.Ada`,
      LATER,
      { recordingSid: RECORDING, agent: "Ada" },
    ],
    [
      "who deleted a message",
      [{ voicemail: aVoicemail({ deleted: true, deletion: ADA }) }],
      `T1.voicemail.deleted.${RECORDING}`,
      LATER,
      { recordingSid: RECORDING, agent: "Ada" },
    ],
  ])("is %s", (_, telling, id, at, data) => {
    const announcements = told(...telling);

    expect(announcements).toStrictEqual([
      {
        id,
        kind: id.split(".").slice(1, 3).join("."),
        at,
        request: "T1",
        data: {
          request: "T1",
          taskType: announcements[0]?.data.taskType,
          number: "+14155550100",
          receivedAt: aRequest().receivedAt.toISOString(),
          ...data,
        },
      },
    ]);
  });

  it.each<[string, Telling]>([
    ["by a later task, that it was requested", [{}]],
    ["a call whose outcome nobody knows yet", [{ attempts: [{ at: LATER, agent: "Ada" }] }]],
    ["a put-back whose next task is not there yet", [{}, { mark: unfinished }]],
    ["a move, which is no put-back", [{}, { mark: { ...mark, why: "move" } }]],
    ["a deletion that nobody signed", [{ voicemail: aVoicemail({ deleted: true }) }]],
  ])("is not %s", (_, telling) => {
    expect(told(...telling)).toStrictEqual([]);
  });

  it("is how it ended, and by whom if that is known", () => {
    const task = { id: "T1", state: "completed", createdAt: MADE, request: aRequest() } as const;
    const [, end] = announcementsOf(task, { how: "closed", reason: "handled", at: LATER, by: "Ada" });
    const [, unsigned] = announcementsOf(task, { how: "expired", at: LATER });

    expect(end).toMatchObject({
      id: "T1.callback.ended",
      kind: "callback.ended",
      at: LATER,
      data: { how: "closed", reason: "handled", agent: "Ada" },
    });
    expect(Object.keys(unsigned?.data ?? {})).toStrictEqual([
      "request",
      "taskType",
      "number",
      "receivedAt",
      "how",
    ]);
  });

  it.each<[string, Partial<CallbackRequest>, object]>([
    ["a callback to a number", {}, { taskType: "callback", number: "+14155550100" }],
    ["a message", { voicemail: aVoicemail() }, { taskType: "voicemail", number: "+14155550100" }],
    [
      "a contact who cannot be called",
      { contact: { kind: "not-callable", address: "sip:ann@example.com" } },
      { taskType: "callback", address: "sip:ann@example.com" },
    ],
    ["a contact who withholds their number", { contact: { kind: "withheld" } }, { taskType: "callback" }],
  ])("says each time that it is %s", (_, request, data) => {
    const [announcement] = told({ ...request, attempts: [anAttempt()] });
    const { request: __, receivedAt, agent, outcome, ...rest } = announcement?.data ?? {};

    expect(rest).toStrictEqual(data);
    expect({ receivedAt, agent, outcome }).toStrictEqual({
      receivedAt: aRequest().receivedAt.toISOString(),
      agent: "Agent One",
      outcome: "no-answer",
    });
  });
});
