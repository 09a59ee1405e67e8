import { describe, expect, it } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { type AnswerBody, send } from "../../support/functions.ts";
import { anId } from "../../support/requests.ts";
import { withStack } from "../../support/stack.ts";

const stack = withStack({ CALLBACK_RETRY_DELAYS: "60,120;busy=5", CALLBACK_MAX_PUT_BACKS: "1" });
const { twilio } = stack;
const { authToken, tokens, workerSid } = twilio.account;

describe("how long a request that is put back waits", () => {
  it.each([
    ["no-answer", 60],
    ["busy", 5],
    ["voicemail", 60],
  ])("after the outcome %s it is what the setting says", async (outcome, delay) => {
    const taskSid = held();
    expect(await ask("flex/record-attempt", { taskSid, outcome })).toMatchObject({ success: true });
    const { taskSid: next } = await ask("flex/requeue-callback", { taskSid });

    expect(dataOf(next)).toMatchObject({ attempts: 1, retryDelay: delay });
  });

  it("without a call is the first delay, as often as the setting allows", async () => {
    const taskSid = held();
    const { taskSid: next = "" } = await ask("flex/requeue-callback", { taskSid });
    expect(dataOf(next)).toMatchObject({ attempts: 0, putBacks: 1, retryDelay: 60 });

    twilio.clock.advance(600_000);
    agentsOf(twilio).accept(next, workerSid);
    const refused = await ask("flex/requeue-callback", { taskSid: next });

    expect(refused).toMatchObject({ code: "attempts-used-up", attemptsMade: 0 });
    expect(refused.message).toContain("without a call");
  });

  it("is what the agent chooses, who may keep it for themselves", async () => {
    const taskSid = held();
    const { taskSid: next = "" } = await ask("flex/requeue-callback", {
      taskSid,
      delay: "86400",
      toMe: "true",
    });

    expect(dataOf(next)).toMatchObject({ retryDelay: 86_400 });
    expect(attributesOf(next)).toMatchObject({ callback_agent_sid: workerSid });
  });

  it("is for anybody again when the agent does not keep it", async () => {
    const taskSid = held({ callback_agent_sid: workerSid });
    const { taskSid: next = "" } = await ask("flex/requeue-callback", { taskSid, delay: "0" });

    expect(dataOf(next)).toMatchObject({ retryDelay: 0 });
    expect(attributesOf(next)).not.toHaveProperty("callback_agent_sid");
  });

  it("is for anybody at once where the agent for whom a flow asks has left", async () => {
    const form = (sid: string) => ({
      numberToCall: "+14155550188",
      numberToCallFrom: "+14155550100",
      requestId: sid,
      attributes: JSON.stringify({ callback_agent_sid: sid, team: "sales" }),
    });
    const { taskSid: theirs = "" } = await ask("studio/create-callback", form(workerSid));
    const { taskSid: anybodys = "" } = await ask("studio/create-callback", form(anId("WK", 404)));

    expect(attributesOf(theirs)).toMatchObject({ callback_agent_sid: workerSid, team: "sales" });
    expect(attributesOf(anybodys)).toMatchObject({ team: "sales" });
    expect(attributesOf(anybodys)).not.toHaveProperty("callback_agent_sid");
  });

  it("is decided once, however differently it is asked for at the same moment", async () => {
    const taskSid = held();
    const answers = await Promise.all(
      ["1800", "86400"].map((delay) => ask("flex/requeue-callback", { taskSid, delay })),
    );

    expect(new Set(answers.map((answer) => answer.taskSid)).size).toBe(1);
  });

  it("and how often, is told to the agent desktop", async () => {
    expect(await ask("flex/settings", {})).toMatchObject({
      maxAttempts: 3,
      maxPutBacks: 1,
      retryDelays: { byAttempt: [60, 120], byOutcome: { busy: 5 } },
      autoRequeue: [],
      premiumNumbers: "refuse",
    });
  });

  it("is promised only where the workflow heeds it", async () => {
    const { account, store } = twilio;
    expect(await ask("flex/settings", {})).toMatchObject({ holdingWorkflows: [account.workflowSid] });

    twilio.faults.add({ path: "/Workflows/", status: 500, times: 10 });
    expect(await ask("flex/settings", {})).toMatchObject({ success: true, holdingWorkflows: [] });
    twilio.faults.clear();

    const { configuration = "" } = store.state.workflows.get(account.workflowSid) ?? {};
    store.updateWorkflow(account.workflowSid, {
      configuration: configuration.replaceAll("retryDelay", "attempts"),
    });
    expect(await ask("flex/settings", {})).toMatchObject({ holdingWorkflows: [] });
  });
});

function held(more: object = {}): string {
  const { sid } = twilio.store.createTask({
    attributes: JSON.stringify({
      ...more,
      taskType: "callback",
      callBackData: { numberToCall: "+14155550123", attempts: 0 },
    }),
  });
  agentsOf(twilio).accept(sid, workerSid);

  return sid;
}

async function ask(to: Parameters<typeof send>[2]["to"], form: Record<string, string>): Promise<AnswerBody> {
  return (await send(stack.url, authToken, { to, form: { Token: tokens.agent, ...form } })).body;
}

function dataOf(taskSid = ""): unknown {
  return attributesOf(taskSid).callBackData;
}

function attributesOf(taskSid: string): { readonly callBackData?: unknown } {
  return JSON.parse(twilio.store.state.tasks.get(taskSid)?.attributes ?? "{}");
}
