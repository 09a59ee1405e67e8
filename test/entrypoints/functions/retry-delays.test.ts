import { describe, expect, it } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { type AnswerBody, send } from "../../support/functions.ts";
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

    agentsOf(twilio).accept(next, workerSid);
    const refused = await ask("flex/requeue-callback", { taskSid: next });

    expect(refused).toMatchObject({ code: "attempts-used-up", attemptsMade: 0 });
    expect(refused.message).toContain("without a call");
  });

  it("and how often, is told to the agent desktop", async () => {
    expect(await ask("flex/settings", {})).toMatchObject({ maxAttempts: 3, maxPutBacks: 1 });
  });
});

function held(): string {
  const { sid } = twilio.store.createTask({
    attributes: JSON.stringify({
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
  return JSON.parse(twilio.store.state.tasks.get(taskSid)?.attributes ?? "{}").callBackData;
}
