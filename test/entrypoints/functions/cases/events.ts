import type { LocalAccount } from "../../../../local/twilio/index.ts";
import { anId } from "../../../support/requests.ts";
import { type Case, CONTACT, type ExpectedAnswer, type Section, SUCCESS } from "./case.ts";

const NO_EVENTS: ExpectedAnswer = { status: 400, code: "invalid-request", fields: ["body"] };

type Changes = Readonly<Record<string, unknown>>;

/** An event of Event Streams: the queue has canceled a callback. */
function canceled(
  { accountSid, workspaceSid, workflowSid }: LocalAccount,
  changes: Changes = {},
  payload: Changes = {},
) {
  return {
    specversion: "1.0",
    type: "com.twilio.taskrouter.task.canceled",
    source: workspaceSid,
    id: anId("EV"),
    time: "2026-03-03T18:00:00Z",
    data: {
      account_sid: accountSid,
      payload: {
        account_sid: accountSid,
        workspace_sid: workspaceSid,
        workflow_sid: workflowSid,
        task_sid: anId("WT", "e"),
        task_age: 86_400,
        task_assignment_status: "canceled",
        task_canceled_reason: "Task TTL Exceeded",
        task_channel_unique_name: "voice",
        task_date_created: "2026-03-02T18:00:00Z",
        task_priority: 0,
        task_timeout: 86_400,
        task_attributes: JSON.stringify({
          taskType: "callback",
          callBackData: { numberToCall: CONTACT, utcDateTimeReceived: new Date().toISOString() },
        }),
        ...payload,
      },
    },
    ...changes,
  };
}

function told(
  what: string,
  json: (account: LocalAccount) => unknown,
  answer: ExpectedAnswer = SUCCESS,
  tasks = 0,
): Case {
  return { what, sent: ({ account }) => ({ to: "events/taskrouter", json: json(account) }), answer, tasks };
}

export const EVENTS: Section = {
  title: "Events of tasks",
  cases: [
    { what: "no body", sent: () => ({ to: "events/taskrouter", json: [] }), answer: NO_EVENTS, tasks: 0 },
    told("a body that is no list and no event", () => ({ hello: "world" }), NO_EVENTS),
    told("a list of texts", () => ["a", "b"], NO_EVENTS),
    told("an event of a type that does not exist", (account) => [
      canceled(account, { type: "com.twilio.taskrouter.task.vanished" }),
    ]),
    told("an event without data", (account) => [canceled(account, { data: null })]),
    told("an event of another account", (account) => [
      canceled(account, {}, { account_sid: anId("AC", "f") }),
    ]),
    told("an event of another workspace", (account) => [
      canceled(account, {}, { workspace_sid: anId("WS", "f") }),
    ]),
    told("attributes that are no JSON", (account) => [canceled(account, {}, { task_attributes: "{" })]),
    told("a task of another kind", (account) => [
      canceled(account, {}, { task_attributes: '{"type":"inbound"}' }),
    ]),
    {
      ...told("a task that the queue ended, beside an event that cannot be read", (account) => [
        { type: 7 },
        canceled(account),
      ]),
      tasks: 1,
      note: "its next task waits in the queue",
    },
    {
      ...told("the same event ten times", (account) => Array.from({ length: 10 }, () => canceled(account))),
      tasks: 1,
      note: "one next task",
    },
    {
      ...told("an event by itself, in no list", (account) => canceled(account)),
      tasks: 1,
    },
  ],
};
