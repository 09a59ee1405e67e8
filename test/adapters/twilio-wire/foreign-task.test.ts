import { describe, expect, it } from "vitest";
import { readAttributes, writeAttributes } from "../../../src/adapters/twilio-wire/task-attributes.ts";
import { kindOf } from "../../../src/domain/callback-request.ts";
import type { JsonObject } from "../../../src/domain/json.ts";
import { anId, aRouting } from "../../support/requests.ts";

const CONTACT = "+14155550142";
const CALLED = "+14155550100";
const RECORDING = anId("RE", "a");
const ASKED_AT = "2025-01-01T10:00:00.000Z";

const LABS_CALLBACK: JsonObject = {
  taskType: "callback",
  ringback: "https://example.com/alert.mp3",
  to: CONTACT,
  direction: "inbound",
  name: `Callback: ${CONTACT}`,
  from: CALLED,
  callTime: { time_recvd: ASKED_AT, server_tz: "America/Los_Angeles" },
  queueTargetName: "Everyone",
  workflowTargetSid: anId("WW"),
  ui_plugin: { cbCallButtonAccessibility: false },
  placeCallRetry: 1,
};

const LABS_VOICEMAIL: JsonObject = {
  ...LABS_CALLBACK,
  taskType: "voicemail",
  name: `Voicemail: ${CONTACT}`,
  recordingSid: RECORDING,
  recordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${anId("AC")}/Recordings/${RECORDING}`,
  transcriptionSid: anId("TR", "b"),
  transcriptionText: "Please call me back",
  placeCallRetry: 2,
};

describe("a task that another plugin made without callBackData", () => {
  it("is read: contact, number called, when they asked, attempts made", () => {
    expect(read(LABS_CALLBACK).request).toMatchObject({
      contact: { kind: "number", number: CONTACT },
      callerId: CALLED,
      receivedAt: new Date(ASKED_AT),
      attemptsMade: 0,
    });
  });

  it("is read with its recording and transcript", () => {
    const { request } = read(LABS_VOICEMAIL);

    expect(request.attemptsMade).toBe(1);
    expect(request.voicemail).toMatchObject({
      recordingId: RECORDING,
      transcript: { kind: "text", text: "Please call me back", transcriptionId: anId("TR", "b") },
    });
  });

  it.each<[string, JsonObject]>([
    ["a callback", LABS_CALLBACK],
    ["a voicemail", LABS_VOICEMAIL],
    ["a callback whose number is a JSON number", { ...LABS_CALLBACK, to: 14155550142 }],
    ["one without callTime, retries and buttons", { taskType: "callback", to: CONTACT, from: CALLED }],
  ])("keeps all that its plugin reads, however often we write to it: %s", (_, task) => {
    const once = write(read(task));
    const twice = write(read(once));
    const { name: _name, ...theirs } = task;

    expect(once).toMatchObject(theirs);
    expect(twice).toStrictEqual(once);
    expect(once.callBackData).toMatchObject({ numberToCall: CONTACT, numberToCallFrom: CALLED });
  });

  it.each<[string, JsonObject]>([
    ["`from` alone", { taskType: "callback", from: CONTACT }],
    ["`from`, and an empty callBackData", { taskType: "callback", from: CONTACT, callBackData: {} }],
    ["`from`, and a callBackData that is text", { taskType: "callback", from: CONTACT, callBackData: "x" }],
    ["`to` alone", { taskType: "callback", to: CONTACT, callBackData: { attempts: 1 } }],
    [
      "a callBackData whose number is a JSON number",
      { taskType: "callback", callBackData: { numberToCall: 14155550142 } },
    ],
  ])("has its contact in %s", (_, task) => {
    const { request } = read(task);

    expect(request.contact).toStrictEqual({ kind: "number", number: CONTACT });
    expect(write(read(task)).from).toBe(CONTACT);
  });

  it("loses its transcript when its voicemail is deleted", () => {
    const { request, ...rest } = read(LABS_VOICEMAIL);
    const deleted = write({
      ...rest,
      request: { ...request, voicemail: { recordingId: RECORDING, deleted: true } },
    });

    expect(JSON.stringify(deleted)).not.toContain("Please call me back");
    expect(deleted.recordingUrl).toBeUndefined();
    expect(read(deleted).request.voicemail).toStrictEqual({ recordingId: RECORDING, deleted: true });
  });

  it("is deleted where its plugin marked it so", () => {
    expect(read({ ...LABS_VOICEMAIL, markDeleted: true }).request.voicemail?.deleted).toBe(true);
  });
});

describe("a voicemail", () => {
  it.each<[string, JsonObject]>([
    ["has no recording", {}],
    ["has a recording whose SID is none", { RecordingSid: "../../Accounts" }],
    ["has a SID of another form", { RecordingSid: 7 }],
  ])("stays one, and all that is written there, where it %s", (_, data) => {
    const task = { taskType: "voicemail", callBackData: { numberToCall: CONTACT, ...data } };
    const written = write(read(task));

    expect(written).toMatchObject(task);
    expect(kindOf(read(written).request)).toBe("voicemail");
  });

  it("is read by the address of its recording, and in each spelling of its transcript", () => {
    const url = `https://api.twilio.com/2010-04-01/Accounts/${anId("AC")}/Recordings/${RECORDING}.mp3`;
    for (const text of ["TranscriptionText", "transcriptionText", "TranscriptText", "transcriptText"]) {
      for (const address of ["RecordingUrl", "recordingUrl"]) {
        const data = { numberToCall: CONTACT, [address]: url, [text]: "Hello" };

        expect(read({ taskType: "voicemail", callBackData: data }).request.voicemail).toMatchObject({
          recordingId: RECORDING,
          transcript: { kind: "text", text: "Hello" },
        });
      }
    }
  });
});

describe("attributes that others read", () => {
  it.each<[string, JsonObject]>([
    [
      "Flex Insights' customers",
      { customers: { external_id: "42", name: "Jane Doe", email: "jane@example.com" } },
    ],
    ["skills", { skills: ["billing"] }],
    ["what nobody knows", { anything: { at: ["all", null, 1, true] } }],
    ["a conversation's own attributes", { conversations: { conversation_attribute_1: "gold" } }],
  ])("stay: %s", (_, attributes) => {
    const task = { taskType: "callback", callBackData: { numberToCall: CONTACT }, ...attributes };

    expect(write(read(task))).toMatchObject(attributes);
  });

  it.each([
    ["Jane Doe", "Jane Doe"],
    ["  Jörg Müller-Lüdenscheidt ", "Jörg Müller-Lüdenscheidt"],
    ["Agent 007 & Sons", "Agent 007 & Sons"],
    [`Callback (${CONTACT})`, undefined],
    [`Callback: ${CONTACT}`, undefined],
    ["Voicemail (anonymous)", undefined],
    ["+1 (415) 555-0142", undefined],
    ["anonymous", undefined],
    ["", undefined],
  ])("a task's name is the contact's where it is one: %j", (name, contactName) => {
    const task = { taskType: "callback", name, callBackData: { numberToCall: CONTACT } };

    expect(read(task).request.contactName).toBe(contactName);
    expect((write(read(task)).callBackData as JsonObject).contactName).toBe(contactName);
  });
});

function read(task: JsonObject) {
  const attributes = readAttributes(task, { createdAt: new Date(ASKED_AT), routing: aRouting() });
  if (!attributes) throw new Error("It was read as no callback");

  return attributes;
}

function write(attributes: ReturnType<typeof read>): JsonObject {
  return JSON.parse(JSON.stringify(writeAttributes(attributes, anId("AC"))));
}
