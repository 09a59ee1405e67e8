import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workflowConfiguration } from "../../../src/adapters/setup/workflow-configuration.ts";
import { retrySteps } from "../../../src/domain/retry/retry-delays.ts";
import { aStand, callback, type Stand, setActivity } from "../../local/twilio/stand.ts";

const POLICY = { maxAttempts: 4 };
const DELAYS = [600, 3600];

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

type StandWithWorkflow = Stand & { readonly workflowSid: string };

async function standWith(policy: typeof POLICY, delays: readonly number[]): Promise<StandWithWorkflow> {
  const stand = aStand();

  return { ...stand, workflowSid: await makeWorkflow(stand, policy, delays) };
}

async function makeWorkflow({ twilio, workspace }: Stand, policy: typeof POLICY, delays: readonly number[]) {
  const configuration = workflowConfiguration(retrySteps(policy, delays), twilio.account.taskQueueSid);
  const { sid } = await workspace.workflows.create({
    friendlyName: "Callbacks",
    configuration: JSON.stringify(configuration),
  });

  return sid;
}

function ask({ workspace, workflowSid }: StandWithWorkflow, attributes: string) {
  return workspace.tasks.create({ attributes, workflowSid, taskChannel: "voice" });
}

async function offers({ workspace }: Stand, taskSid: string): Promise<number> {
  return (await workspace.tasks(taskSid).reservations.list({ limit: 5 })).length;
}
