import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workflowConfiguration } from "../../../src/adapters/setup/workflow-configuration.ts";
import { DEFAULT_OWNER_WAIT_SECONDS } from "../../../src/domain/retry/retry-delays.ts";
import { queueFilters } from "../../../src/domain/setup/queue-filters.ts";
import { aStand, callback, type Stand, setActivity } from "../../local/twilio/stand.ts";

const POLICY = { maxAttempts: 4 };
const DELAYS = [600, 3600];
const TWO_WEEKS = 1_209_600;

describe("the workflow that provision makes", () => {
  test.each([
    [0, 0],
    [1, 600],
    [2, 3600],
    [3, 3600],
    [9, 3600],
  ])(
    "a request with %i attempts made is offered after %i seconds, and not a second before",
    async (made, delay) => {
      const stand = await standWith(POLICY, DELAYS);
      setActivity(stand, "available");
      const { sid } = await ask(stand, callback(made));
      if (delay > 0) {
        stand.advanceSeconds(delay - 1);
        expect(await offers(stand, sid)).toBe(0);
        stand.advanceSeconds(1);
      }

      expect(await offers(stand, sid)).toBe(1);
    },
  );

  test("a voicemail waits as a callback does, and other work does not wait", async () => {
    const stand = await standWith(POLICY, DELAYS);
    setActivity(stand, "available");
    const voicemail = await ask(stand, callback(1, { taskType: "voicemail" }));
    const other = await ask(stand, callback(1, { taskType: "survey" }));

    expect(await offers(stand, voicemail.sid)).toBe(0);
    expect(await offers(stand, other.sid)).toBe(1);
  });

  test("after its delay a request waits for an agent as long as it lives", async () => {
    const stand = await standWith(POLICY, DELAYS);
    const { sid } = await ask(stand, callback(1));
    stand.advanceSeconds(20_000);
    setActivity(stand, "available");

    expect(await offers(stand, sid)).toBe(1);
  });

  test("a delay of nothing makes nothing wait", async () => {
    const stand = await standWith({ maxAttempts: 3 }, [0, 60]);
    setActivity(stand, "available");
    const { sid } = await ask(stand, callback(1));

    expect(await offers(stand, sid)).toBe(1);
  });

  test.each([
    [0, 0],
    [600, 600],
    [601, 1_800],
    [700, 1_800],
    [3_600, 3_600],
    [172_800, 172_800],
    [500_000, 172_800],
  ])(
    "a request that carries a delay of %i seconds is held for %i, whatever its attempts",
    async (retryDelay, held) => {
      const stand = await standWith(POLICY, DELAYS);
      setActivity(stand, "available");
      const { sid } = await ask(stand, delayed(retryDelay));
      if (held > 0) {
        stand.advanceSeconds(held - 1);
        expect(await offers(stand, sid)).toBe(0);
        expect(await queueOf(stand, sid)).toBe(stand.holdQueueSid);
        stand.advanceSeconds(1);
      }

      expect(await offers(stand, sid)).toBe(1);
      expect(await queueOf(stand, sid)).toBe(stand.twilio.account.taskQueueSid);
    },
  );

  test.each([[0], [600]])(
    "a request that comes back to its agent after %i seconds waits for that agent, then for anybody",
    async (retryDelay) => {
      const stand = await standWith(POLICY, DELAYS);
      const { workerSid, secondWorkerSid } = stand.twilio.account;
      setActivity(stand, "available");
      const { sid } = await ask(stand, delayed(retryDelay, { callback_agent_sid: secondWorkerSid }));
      if (retryDelay > 0) stand.advanceSeconds(retryDelay);
      expect(await offers(stand, sid)).toBe(0);

      stand.advanceSeconds(DEFAULT_OWNER_WAIT_SECONDS);
      expect(await workersOffered(stand, sid)).toEqual([workerSid]);
    },
  );

  test("a request that comes back to its agent is offered to that agent, not to one who waits longer", async () => {
    const stand = await standWith(POLICY, DELAYS);
    const { secondWorkerSid } = stand.twilio.account;
    setActivity(stand, "available");
    setActivity(stand, "available", secondWorkerSid);
    const { sid } = await ask(stand, delayed(0, { callback_agent_sid: secondWorkerSid }));

    expect(await workersOffered(stand, sid)).toEqual([secondWorkerSid]);
  });

  test.each([[""], [null]])("an owner of %j is none", async (owner) => {
    const stand = await standWith(POLICY, DELAYS);
    setActivity(stand, "available");
    const { sid } = await ask(stand, delayed(0, { callback_agent_sid: owner }));

    expect(await offers(stand, sid)).toBe(1);
  });

  test("TaskRouter accepts the workflow, whatever the policy and the delays", async () => {
    const stand = aStand();
    const delays = fc.array(fc.integer({ min: 0, max: 86_399 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), delays, async (maxAttempts, seconds) => {
        await makeWorkflow(stand, { maxAttempts }, seconds);
      }),
      { numRuns: 15 },
    );
  });
});

interface StandWithWorkflow extends Stand {
  readonly workflowSid: string;
  readonly holdQueueSid: string;
}

async function standWith(policy: typeof POLICY, delays: readonly number[]): Promise<StandWithWorkflow> {
  const stand = aStand();
  const { sid: holdQueueSid } = await stand.workspace.taskQueues.create({
    friendlyName: "Held",
    targetWorkers: "1==0",
  });

  return { ...stand, holdQueueSid, workflowSid: await makeWorkflow(stand, policy, delays, holdQueueSid) };
}

async function makeWorkflow(
  { twilio, workspace }: Stand,
  policy: typeof POLICY,
  delays: readonly number[],
  hold = twilio.account.taskQueueSid,
) {
  const configuration = workflowConfiguration(queueFilters(policy, { byAttempt: delays }), {
    live: twilio.account.taskQueueSid,
    hold,
    ownerWaitSeconds: DEFAULT_OWNER_WAIT_SECONDS,
  });
  const { sid } = await workspace.workflows.create({
    friendlyName: "Callbacks",
    configuration: JSON.stringify(configuration),
  });

  return sid;
}

function ask({ workspace, workflowSid }: StandWithWorkflow, attributes: string) {
  return workspace.tasks.create({ attributes, workflowSid, taskChannel: "voice", timeout: TWO_WEEKS });
}

/** A callback as our functions write it: with its delay, and attempts that say something else. */
function delayed(retryDelay: number, more: Record<string, unknown> = {}): string {
  return callback(2, { callBackData: { numberToCall: "+15005550006", attempts: 2, retryDelay }, ...more });
}

async function offers({ workspace }: Stand, taskSid: string): Promise<number> {
  return (await workspace.tasks(taskSid).reservations.list({ limit: 5 })).length;
}

async function workersOffered({ workspace }: Stand, taskSid: string): Promise<readonly string[]> {
  const reservations = await workspace.tasks(taskSid).reservations.list({ limit: 5 });

  return reservations.map(({ workerSid }) => workerSid);
}

async function queueOf({ workspace }: Stand, taskSid: string): Promise<string> {
  return (await workspace.tasks(taskSid).fetch()).taskQueueSid;
}
