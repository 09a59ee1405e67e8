import { expect } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import type { Twilio } from "../../../local/twilio/index.ts";
import { type Answered, send } from "../../support/functions.ts";
import type { Stack } from "../../support/stack.ts";
import { CALLER_ID, type Case, CONTACT, type ExpectedAnswer, type World } from "./cases/case.ts";
import { type CollectedLogs, expectDiscreet, expectLawful } from "./lawful.ts";

/** Sends what the case sends, while what it says goes wrong, and holds the outcome against it. */
export async function runCase(stack: Stack, logs: CollectedLogs, subject: Case): Promise<void> {
  const { twilio } = stack;
  const sent = subject.sent(worldOf(twilio));
  const before = new Set(stack.tasks().map(({ sid }) => sid));
  for (const fault of subject.faults ?? []) twilio.faults.add(fault);

  const answered = await send(stack.url, twilio.account.authToken, sent);

  expectAnswer(answered, subject.answer);
  expectLawful(answered, twilio.account);
  const made = stack.tasks().filter(({ sid }) => !before.has(sid));
  expect(made).toHaveLength(subject.tasks);
  const answeredSids = answered.body.taskSid === undefined ? [] : [answered.body.taskSid];
  if (answered.status === 200 && !sent.to.startsWith("events/"))
    expect(answeredSids).toStrictEqual(made.map(({ sid }) => sid));
  if (subject.attributes) expect(JSON.parse(made[0]?.attributes ?? "{}")).toMatchObject(subject.attributes);
  for (const { attributes } of made) expect(Buffer.byteLength(attributes)).toBeLessThanOrEqual(4_096);
  expectDiscreet(logs.lines, sent, twilio.account);
  // Nobody reads the answer to a webhook.
  if (answered.status === 400 && !sent.to.startsWith("flex/"))
    expect(logs.lines.filter((line) => line.match(/"event":"request\.(refused|failed)"/))).toHaveLength(1);
  if (answered.status >= 500) expect(logs.lines.join("\n")).toContain('"event":"request.failed"');
  expect(twilio.contract.violations).toEqual([]);
}

export function worldOf({ account, store, ...others }: Twilio): World {
  return {
    account,
    heldCallback: (number = CONTACT) => {
      const { sid } = store.createTask({
        workflowSid: account.workflowSid,
        taskChannel: "voice",
        attributes: JSON.stringify({
          taskType: "callback",
          callBackData: { numberToCall: number, numberToCallFrom: CALLER_ID, attempts: 0 },
        }),
      });
      agentsOf({ account, store, ...others }).accept(sid, account.workerSid);

      return sid;
    },
    delayedCallback: () =>
      store.createTask({
        workflowSid: account.workflowSid,
        taskChannel: "voice",
        attributes: JSON.stringify({
          taskType: "callback",
          callBackData: { numberToCall: CONTACT, numberToCallFrom: CALLER_ID, attempts: 1, retryDelay: 600 },
        }),
      }).sid,
    foreignTask: () =>
      store.createTask({
        workflowSid: account.workflowSid,
        taskChannel: "voice",
        attributes: JSON.stringify({ direction: "inbound", from: CONTACT }),
      }).sid,
  };
}

export function expectAnswer({ status, body, headers }: Answered, expected: ExpectedAnswer): void {
  const { code, fields } = body;
  expect({ status, code, fields: fields && Object.keys(fields).sort() }).toEqual({
    status: expected.status,
    code: expected.code,
    fields: expected.fields && [...expected.fields].sort(),
  });
  expect(headers.has("retry-after")).toBe(expected.retryAfter === true);
}
