import { describe, expect, test } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { accountUnderTest } from "./account.ts";

const { twilio, run } = accountUnderTest();
const { store, account, clock } = twilio;

describe("report", () => {
  test("says how many were reached, and how fast, from TaskRouter's own log", async () => {
    await run("provision");
    const reached = aCallback("+14155550101");
    aCallback("+14155550102");
    const { accept, finish, remove } = agentsOf(twilio);
    accept(reached, account.workerSid);
    clock.advance(300_000);
    noteAnswered(reached);
    finish(reached);
    remove(reached);
    const { code, out } = await run("report", "--since", "2h", "--by", "agent");

    expect(code).toBe(0);
    expect(out).toMatch(/^agent +\S* +Ada +total$/m);
    expect(out).toMatch(/^asked +1 +1 +2$/m);
    expect(out).toMatch(/^reachedPercent +0 +100 +50$/m);
    expect(out).toMatch(/^firstCallMedian +- +300 +300$/m);
    expect(out).toContain("Reached in this time, whenever they were asked for: 1");
  });

  test("by queue names the workflow; programs get its SID too", async () => {
    await run("provision");
    aCallback("+14155550101");
    const { friendlyName = "" } = store.state.workflows.get(account.workflowSid) ?? {};

    expect((await run("report", "--by", "queue")).out).toContain(friendlyName);
    const { parts } = JSON.parse((await run("report", "--by", "queue", "--json")).out);
    expect(parts).toMatchObject([{ name: friendlyName, id: account.workflowSid, figures: { asked: 1 } }]);
  });

  test("is written for spreadsheets and for programs", async () => {
    await run("provision");
    aCallback("+14155550101");

    const csv = await run("report", "--csv");
    expect(csv.out).toMatch(/^\uFEFF,asked,callable,.*\r\ntotal,1,1,0,0,/);
    const json = await run("report", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      total: { asked: 1, open: 1 },
      reachedMeanwhile: 0,
      parts: [],
    });
  });

  test.each([
    [["--by", "weather"], /--by weather is none of day, queue, agent/],
    [["--csv", "--json"], /two forms/],
    [["--since", "40d"], /TaskRouter keeps its log for 30 days/],
    [["--dry-run"], /report does not take --dry-run/],
  ])("refuses %s, and says why", async (args, words) => {
    await run("provision");
    const { code, err } = await run("report", ...args);

    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});

function aCallback(numberToCall: string): string {
  return store.createTask({
    workflowSid: account.workflowSid,
    taskChannel: "voice",
    attributes: JSON.stringify({
      taskType: "callback",
      callBackData: {
        numberToCall,
        attempts: 0,
        utcDateTimeReceived: new Date(clock.time()).toISOString(),
      },
    }),
  }).sid;
}

/** As the functions note a call of Ada's. */
function noteAnswered(sid: string): void {
  const attributes = JSON.parse(store.state.tasks.get(sid)?.attributes ?? "{}");
  const at = new Date(clock.time()).toISOString();
  const attemptHistory = [{ at, agent: "Ada", outcome: "answered", number: 1 }];
  store.updateTask(sid, {
    attributes: JSON.stringify({
      ...attributes,
      callBackData: { ...attributes.callBackData, attemptHistory },
    }),
  });
}
