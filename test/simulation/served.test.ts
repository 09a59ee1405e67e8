import { describe, expect, it } from "vitest";
import { agentsOf } from "../../local/twilio/agents.ts";
import { newSid } from "../../local/twilio/sids.ts";
import { Stage, type StageOptions } from "./stage.ts";
import { subscribe, sweepOnce } from "./weeks.ts";

const CONTACT = "+14155550123";
const CALLED = "+14155550199";

async function aStage(options: StageOptions = {}): Promise<Stage> {
  const stage = new Stage(options);
  subscribe(stage);
  await stage.ask("caller", { numberToCall: CONTACT, numberToCallFrom: CALLED });
  await stage.later(600);

  return stage;
}

/** A call comes in, and the second agent takes it and talks for two minutes. */
async function aCall(stage: Stage, attributes: object = {}): Promise<void> {
  const { store, account } = stage.twilio;
  const agents = agentsOf(stage.twilio);
  const call = { direction: "inbound", call_sid: newSid("CA"), from: CONTACT, to: CALLED, ...attributes };
  const { sid } = store.createTask({ attributes: JSON.stringify(call), priority: 50 });
  const participants = { worker: newSid("CA"), customer: newSid("CA") };
  agents.accept(sid, account.secondWorkerSid);
  store.updateTask(sid, {
    attributes: JSON.stringify({ ...call, conference: { sid: newSid("CF"), participants } }),
  });
  await stage.later(120);
  agents.wrapUp(sid);
  await stage.later(30);
  agents.finish(sid);
  await stage.later(30);
}

describe("A contact who calls by themselves while a callback waits for them", () => {
  it("is not called once more, and somebody canceled it: it never comes back", async () => {
    const stage = await aStage();
    await aCall(stage);
    await stage.later(25 * 3_600);

    expect(stage.open("caller")).toStrictEqual([]);
    expect(stage.tasks("caller")).toHaveLength(1);
    expect(stage.task("caller").attributes).toContain('"reason":"served"');
  });

  it("is not called once more though no event came, once somebody has swept", async () => {
    const stage = await aStage({ onEvents: async () => new Response("", { status: 503 }) });
    await aCall(stage);
    const before = stage.open("caller");
    await sweepOnce(stage);
    await sweepOnce(stage);

    expect(before).toHaveLength(1);
    expect(stage.open("caller")).toStrictEqual([]);
    expect(stage.task("caller").attributes).toContain('"reason":"served"');
  });

  it("is called all the same where an agent called them after that, and the sweep is late", async () => {
    const stage = await aStage({ onEvents: async () => new Response("", { status: 503 }) });
    await aCall(stage);
    stage.accept(stage.task("caller"));
    await stage.call(stage.task("caller"));
    await stage.record(stage.task("caller"), "no-answer");
    await stage.putBack(stage.task("caller"));
    stage.complete(stage.task("caller"));
    await sweepOnce(stage);

    expect(stage.open("caller")).toHaveLength(1);
  });

  it("is left to the agent who has the callback", async () => {
    const stage = await aStage();
    stage.accept(stage.task("caller"));
    await aCall(stage);

    expect(stage.open("caller")).toHaveLength(1);
    expect(stage.task("caller").attributes).toContain('"servedAt"');
  });

  it.each<[string, StageOptions, object]>([
    ["at another number", {}, { to: "+14155550177" }],
    ["where many share a number", { environment: { CALLBACK_DUPLICATES: "allow" } }, {}],
    ["where they are to be called all the same", { environment: { CALLBACK_WHEN_SERVED: "keep" } }, {}],
    ["without a ledger", { environment: { CALLBACK_LEDGER: "off" } }, {}],
    ["in a call that we placed", {}, { direction: "outbound" }],
  ])("is called all the same %s", async (_, options, attributes) => {
    const stage = await aStage(options);
    await aCall(stage, attributes);

    expect(stage.open("caller")).toHaveLength(1);
  });
});
