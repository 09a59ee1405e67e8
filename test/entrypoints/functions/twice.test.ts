import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { type Answered, type Sent, send } from "../../support/functions.ts";
import { type SecondProcess, startSecondProcess } from "../../support/second-process.ts";
import { withStack } from "../../support/stack.ts";
import { callback } from "./cases/case.ts";
import { ANEW, CRASH, type RepeatedCase, TWICE } from "./cases/twice.ts";
import { expectLawful } from "./lawful.ts";
import { worldOf } from "./run-case.ts";

const stack = withStack();
const { twilio } = stack;
let second: SecondProcess;

beforeAll(async () => {
  second = await startSecondProcess(stack);
}, 60_000);
afterAll(() => second.kill());

describe(TWICE.title, () => {
  it.each(TWICE.cases.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
    const sent = subject.sent(worldOf(twilio));
    const before = new Set(stack.tasks().map(({ sid }) => sid));

    const answers = await asked(sent, subject);

    const made = stack.tasks().filter(({ sid }) => !before.has(sid));
    expect(made).toHaveLength(subject.tasks);
    expect(answers.map(({ status, body }) => [status, body.taskSid])).toEqual(
      answers.map(() => [200, made[0]?.sid]),
    );
    for (const answered of answers) expectLawful(answered, twilio.account);
    expect(twilio.contract.violations).toEqual([]);
  });

  it(ANEW.what, async () => {
    const { account } = twilio;
    const ask = (url: string, sent: Sent) => send(url, account.authToken, sent);
    const first = String((await ask(stack.url, callback()())).body.taskSid);
    agentsOf(twilio).accept(first, account.workerSid);
    const form = { Token: account.tokens.agent, taskSid: first };
    const recorded = await ask(stack.url, {
      to: "flex/record-attempt",
      form: { ...form, outcome: "no-answer" },
    });

    const anew = await ask(second.url, callback()());
    const putBack = await ask(stack.url, { to: "flex/requeue-callback", form });

    expect(recorded.status).toBe(200);
    expect(anew.body).toEqual({ success: true, taskSid: expect.not.stringContaining(first) });
    expect(putBack.body).toEqual({ success: true, taskSid: anew.body.taskSid, repeated: true });
    expect(stack.tasks().map(({ sid }) => sid)).toEqual([first, anew.body.taskSid]);
    for (const answered of [recorded, anew, putBack]) expectLawful(answered, account);
  });

  it(CRASH.what, async () => {
    const { authToken } = twilio.account;
    const sent = callback()();
    const doomed = await startSecondProcess(stack);
    twilio.faults.add({ method: "POST", path: "/Tasks", latencyMs: 20_000, reset: "before" });
    const unanswered = send(doomed.url, authToken, sent).catch(() => "no answer");
    await expect.poll(() => twilio.faults.pending, { timeout: 5_000 }).toEqual([]);
    await doomed.kill();
    expect(await unanswered).toBe("no answer");

    const answers: Answered[] = [];
    do answers.push(await send(stack.url, authToken, sent));
    while (answers.at(-1)?.status === 503 && answers.length < 5);

    for (const answered of answers) expectLawful(answered, twilio.account);
    expect(answers.at(-1)?.status).toBe(200);
    expect(stack.tasks().map(({ sid }) => sid)).toEqual([answers.at(-1)?.body.taskSid]);
  }, 40_000);
});

function asked(sent: readonly Sent[], { processes, when }: RepeatedCase): Promise<readonly Answered[]> {
  const sendOne = (one: Sent, index: number) =>
    send(processes === 2 && index % 2 === 1 ? second.url : stack.url, twilio.account.authToken, one);

  return when === "at once" ? Promise.all(sent.map(sendOne)) : inTurn(sent, sendOne);
}

async function inTurn(
  sent: readonly Sent[],
  sendOne: (one: Sent, index: number) => Promise<Answered>,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const [index, one] of sent.entries()) answers.push(await sendOne(one, index));

  return answers;
}
