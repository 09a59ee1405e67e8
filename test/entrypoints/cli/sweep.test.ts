import { describe, expect, test } from "vitest";
import { agentsOf } from "../../../local/twilio/agents.ts";
import { accountUnderTest } from "./account.ts";

const { twilio, run, runWith } = accountUnderTest();
const { clock, store, account } = twilio;
const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

describe("sweep", () => {
  test("puts back on Monday what was asked for on Friday, though no event came", async () => {
    await run("provision");
    const taskSid = aTask();
    clock.advance(63 * HOUR_MS);
    const { code, out, err } = await run("sweep");

    expect(code).toBe(0);
    expect(out).toBe("1 callbacks were put back, 0 had ended.\n");
    const [open, ...more] = openTasks();
    expect(more).toEqual([]);
    expect(err).toContain(`Put back: ${taskSid}, now ${open?.sid}`);
    expect(JSON.parse(open?.attributes ?? "{}").callBackData).toMatchObject({ attempts: 0, after: taskSid });
    expect(open?.virtualStartTime).toBeLessThan(open?.dateCreated ?? 0);
  });

  test("puts back what an agent accepted and went home with", async () => {
    await run("provision");
    const taskSid = aTask();
    agentsOf(twilio).accept(taskSid, account.workerSid);
    clock.advance(25 * HOUR_MS);
    await run("sweep");

    expect(openTasks()).toHaveLength(1);
  });

  test.each([
    [
      "completed",
      (sid: string) => {
        agentsOf(twilio).accept(sid, account.workerSid);
        agentsOf(twilio).finish(sid);
      },
    ],
    [
      "canceled",
      (sid: string) => store.updateTask(sid, { assignmentStatus: "canceled", reason: "not wanted" }),
    ],
    ["deleted", (sid: string) => store.deleteTask(sid)],
  ])("leaves alone what somebody %s, also where TaskRouter reports every removal", async (_, end) => {
    await run("provision");
    store.state.reportsEveryRemoval = true;
    end(aTask());
    clock.advance(25 * HOUR_MS);
    const { out } = await run("sweep");

    expect(out).toMatch(/^0 callbacks were put back/);
    expect(openTasks()).toEqual([]);
  });

  test("twice, one after the other or at once, puts back once", async () => {
    await run("provision");
    aTask();
    clock.advance(63 * HOUR_MS);
    await Promise.all([run("sweep"), run("sweep")]);
    await run("sweep", "--since", "4d");

    expect(openTasks()).toHaveLength(1);
  });

  test("--dry-run says what it would do, and changes nothing", async () => {
    await run("provision");
    aTask();
    clock.advance(63 * HOUR_MS);
    const { code, out } = await run("sweep", "--dry-run");

    expect(code).toBe(0);
    expect(out).toBe("1 callbacks would be put back. Nothing was changed.\n");
    expect(openTasks()).toEqual([]);
  });

  test("--json counts for programs, voicemails that were due included", async () => {
    await run("provision");
    aTask();
    clock.advance(63 * HOUR_MS);
    const { out } = await runWith({ VOICEMAIL_RETENTION_DAYS: "30" }, "sweep", "--json", "--retention");

    expect(JSON.parse(out)).toMatchObject({
      dryRun: false,
      followed: 1,
      ended: 0,
      later: 0,
      failed: 0,
      joined: 0,
      served: 0,
      until: expect.any(String),
      voicemails: { deleted: 0, failed: 0 },
    });
  });

  test("--retention asks for the days to keep voicemails before anything is done", async () => {
    await run("provision");
    aTask();
    clock.advance(63 * HOUR_MS);
    const { code, err } = await run("sweep", "--retention");

    expect(code).toBe(2);
    expect(err).toContain("VOICEMAIL_RETENTION_DAYS is not set");
    expect(openTasks()).toEqual([]);
  });

  test.each(["yesterday", "2099-01-01", "5w"])("does not take --since %s", async (since) => {
    const { code, err } = await run("sweep", "--since", since);

    expect(code).toBe(2);
    expect(err).toContain(`--since ${since} is no time`);
  });

  test("says that the queue's log cannot be read, and exits so", async () => {
    await run("provision");
    twilio.faults.add({ path: "/Events", status: 503, times: 99 });
    const { code, err } = await run("sweep");

    expect(code).toBe(1);
    expect(err).toContain("Reading TaskRouter's log");
  });
});

/** As the version before made it: its time-out is a day, and it does not say when it ends. */
function aTask(): string {
  const workflow = [...store.state.workflows.values()].find(({ friendlyName }) =>
    friendlyName.includes("flex-callback-voicemail"),
  );
  const attributes = {
    taskType: "callback",
    callBackData: {
      numberToCall: "+14155550100",
      attempts: 0,
      utcDateTimeReceived: clock.now().toISOString(),
    },
  };

  return store.createTask({
    attributes: JSON.stringify(attributes),
    timeout: DAY_SECONDS,
    taskChannel: "callback",
    ...(workflow && { workflowSid: workflow.sid }),
  }).sid;
}

function openTasks() {
  return [...store.state.tasks.values()].filter(
    ({ assignmentStatus }) => !["completed", "canceled"].includes(assignmentStatus),
  );
}
