import { describe, expect, it } from "vitest";
import { readEventBatch } from "../../../src/adapters/twilio-wire/event-stream.ts";
import { anId } from "../../support/requests.ts";

const SOURCE = { accountSid: anId("AC"), workspaceSid: anId("WS") };
const NOW = new Date("2026-03-02T12:00:00.000Z");
const CONFERENCE = { sid: anId("CF"), participants: { worker: anId("CA", 1), customer: anId("CA", 2) } };
const CALL = {
  direction: "inbound",
  from: "+14155550123",
  to: "+14155550199",
  department: "sales",
  conference: CONFERENCE,
};

const servedIn = (type: string, attributes: object, payload: object = {}) =>
  readEventBatch(
    [
      {
        type: `com.twilio.taskrouter.${type}`,
        time: "2026-03-02T11:54:00.000Z",
        data: {
          payload: {
            task_sid: anId("WT"),
            task_attributes: JSON.stringify(attributes),
            task_date_created: "2026-03-02T11:40:00.000Z",
            ...payload,
          },
        },
      },
    ],
    SOURCE,
    NOW,
  ).served;

describe("A call that an agent took", () => {
  it.each(["task.wrapup", "task.completed"])("is read once it is over: %s", (type) => {
    expect(servedIn(type, CALL)).toStrictEqual([
      {
        taskId: anId("WT"),
        contact: "+14155550123",
        calledNumber: "+14155550199",
        attributes: CALL,
        queuedAt: new Date("2026-03-02T11:40:00.000Z"),
        endedAt: new Date("2026-03-02T11:54:00.000Z"),
      },
    ]);
  });

  it("began as long ago as its task is old, where nobody says when", () => {
    expect(servedIn("task.wrapup", CALL, { task_date_created: undefined, task_age: 240 })).toMatchObject([
      { queuedAt: new Date("2026-03-02T11:50:00.000Z") },
    ]);
  });

  it.each<[string, string, object]>([
    ["that has just begun", "task.updated", CALL],
    ["whose caller gave up", "task.canceled", CALL],
    ["that we placed", "task.wrapup", { ...CALL, direction: "outbound" }],
    ["that nobody took", "task.completed", { ...CALL, conference: undefined }],
    [
      "whose agent never came",
      "task.completed",
      { ...CALL, conference: { participants: { customer: "CA1" } } },
    ],
    ["whose conference is a text", "task.completed", { ...CALL, conference: "CF1" }],
    ["of a withheld number", "task.wrapup", { ...CALL, from: "anonymous" }],
    ["that says no number called", "task.wrapup", { ...CALL, to: undefined }],
    [
      "that is a callback",
      "task.wrapup",
      { ...CALL, taskType: "callback", callBackData: { numberToCall: CALL.from } },
    ],
    ["that is a chat", "task.wrapup", { channelType: "web", note: '"conference"' }],
  ])("is not one %s", (_, type, attributes) => {
    expect(servedIn(type, attributes)).toStrictEqual([]);
  });

  it("is none of another workspace", () => {
    expect(servedIn("task.wrapup", CALL, { workspace_sid: anId("WS", 9) })).toStrictEqual([]);
  });
});
