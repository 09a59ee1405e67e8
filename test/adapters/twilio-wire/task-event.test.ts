import { expect, test } from "vitest";
import { readTaskEvent } from "../../../src/adapters/twilio-wire/task-event.ts";

const AT = new Date("2026-11-28T18:00:00Z");
const ATTRIBUTES = JSON.stringify({ taskType: "callback", callBackData: { numberToCall: "+14155550100" } });

const PAYLOAD = {
  task_sid: "WT00000000000000000000000000000001",
  task_attributes: ATTRIBUTES,
  task_age: 86_400,
  task_assignment_status: "canceled",
  task_canceled_reason: "Task TTL Exceeded",
  task_channel_unique_name: "voice",
  task_date_created: "2026-11-27T18:00:00Z",
  task_priority: 5,
  task_timeout: 86_400,
  task_virtual_start_time: "2026-11-27T17:50:00Z",
  workflow_sid: "WW00000000000000000000000000000001",
};

test("A payload of Event Streams becomes what happened to a task", () => {
  expect(readTaskEvent("task.canceled", PAYLOAD, AT)).toMatchObject({
    kind: "ended",
    at: AT,
    end: {
      how: "canceled",
      at: AT,
      reason: "Task TTL Exceeded",
      isQueuesReason: true,
      ageSeconds: 86_400,
    },
    task: {
      id: PAYLOAD.task_sid,
      state: "canceled",
      createdAt: new Date("2026-11-27T18:00:00Z"),
      request: {
        contact: { kind: "number", number: "+14155550100" },
        routing: {
          workflowId: PAYLOAD.workflow_sid,
          channel: "voice",
          priority: 5,
          timeoutSeconds: 86_400,
          queuedSince: new Date("2026-11-27T17:50:00Z"),
        },
      },
    },
  });
});

test("TaskRouter's log leaves fields out, and writes numbers as text", () => {
  const { task_date_created: _, task_timeout: __, ...known } = PAYLOAD;
  const read = readTaskEvent("task.canceled", { ...known, task_age: "86400", task_priority: "5" }, AT);

  expect(read).toMatchObject({
    end: { ageSeconds: 86_400 },
    task: {
      createdAt: new Date("2026-11-27T18:00:00Z"),
      request: { routing: { priority: 5, timeoutSeconds: 1_209_600 } },
    },
  });
});

test.each([
  ["Task TTL Exceeded", true],
  ["Task TTL Exceeded or Max assignment count exceeded", true],
  ["Workflow has no matching filter", true],
  ["hangup", false],
  ["Canceled in the CRM", false],
])("The reason %j is the queue's own: %s", (reason, isQueues) => {
  const read = readTaskEvent("task.canceled", { ...PAYLOAD, task_canceled_reason: reason }, AT);

  expect(read).toMatchObject({ end: { reason, isQueuesReason: isQueues } });
});

test.each([
  ["task.created", { kind: "created" }],
  ["task.updated", { kind: "changed" }],
  ["task.wrapup", { kind: "changed" }],
  ["task.completed", { kind: "ended", end: { how: "completed" } }],
  ["task.deleted", { kind: "ended", end: { how: "deleted" } }],
  ["task.system-deleted", { kind: "ended", end: { how: "system-deleted" } }],
] as const)("%s is told as what it is", (type, told) => {
  expect(readTaskEvent(type, PAYLOAD, AT)).toMatchObject(told);
});

test.each([
  ["the end of a reservation", "reservation.completed", PAYLOAD],
  ["a transfer", "task.transfer-completed", PAYLOAD],
  ["work of another kind", "task.canceled", { ...PAYLOAD, task_attributes: '{"type":"inbound"}' }],
  ["attributes that are no JSON", "task.canceled", { ...PAYLOAD, task_attributes: "{" }],
  ["a payload without a task", "task.canceled", {}],
  ["no payload", "task.canceled", null],
])("%s ends no task of ours", (_, type, payload) => {
  expect(readTaskEvent(type, payload, AT)).toBeUndefined();
});
