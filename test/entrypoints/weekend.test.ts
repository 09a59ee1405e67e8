import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import twilioSdk from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { agentsOf } from "../../local/twilio/agents.ts";
import { createTwilio } from "../../local/twilio/index.ts";
import { eventPath, studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import { TASK_EVENTS } from "../../src/adapters/twilio-wire/task-event.ts";
import { type FetchHandler, fetchHandler } from "../../src/entrypoints/fetch-handler.ts";
import { sdkFor } from "../local/twilio/stand.ts";

vi.setConfig({ testTimeout: 60_000 });

let handler: FetchHandler;
const twilio = createTwilio({ sendEvents: (request) => handler(request) });
const server = createServer(getRequestListener(twilio.app.fetch));
const { account, clock, store, deliveries } = twilio;
const HOUR_MS = 3_600_000;
const ORIGIN = "https://callbacks.example.com";
const ASKED = { numberToCall: "+14155550100", numberToCallFrom: "+14155550199" };

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

beforeEach(async () => {
  twilio.reset();
  const { port } = server.address() as AddressInfo;
  handler = fetchHandler({
    ACCOUNT_SID: account.accountSid,
    AUTH_TOKEN: account.authToken,
    TWILIO_FLEX_WORKSPACE_SID: account.workspaceSid,
    TWILIO_FLEX_CALLBACK_WORKFLOW_SID: account.workflowSid,
    TWILIO_SYNC_SERVICE_SID: account.syncServiceSid,
    TWILIO_API_ORIGIN: `http://127.0.0.1:${port}/__twilio`,
  });
  const { sinks, subscriptions } = sdkFor(twilio).events.v1;
  const destination = `${ORIGIN}${eventPath("taskrouter")}`;
  const { sid } = await sinks.create({
    description: "Callbacks",
    sinkType: "webhook",
    sinkConfiguration: { destination, method: "POST", batch_events: true },
  });
  await subscriptions.create({
    description: "Callbacks",
    sinkSid: sid,
    types: TASK_EVENTS.map((name) => ({ type: `com.twilio.taskrouter.${name}`, schema_version: 4 })),
  });
});

/** Somebody asks on Friday evening; 63 hours later it is Monday morning. */
async function asksOnFriday(): Promise<string> {
  const address = ORIGIN + studioPath("create-callback");
  const response = await handler(
    new Request(address, {
      method: "POST",
      body: new URLSearchParams(ASKED),
      headers: {
        "X-Twilio-Signature": twilioSdk.getExpectedTwilioSignature(account.authToken, address, ASKED),
      },
    }),
  );
  const { taskSid } = (await response.json()) as { taskSid: string };

  return taskSid;
}

/** As the version before made it: a day to live, and no word of when its request ends. */
function askedOnFridayBefore(): string {
  return store.createTask({
    workflowSid: account.workflowSid,
    taskChannel: "voice",
    timeout: 86_400,
    attributes: JSON.stringify({
      taskType: "callback",
      callBackData: {
        numberToCall: ASKED.numberToCall,
        attempts: 0,
        utcDateTimeReceived: clock.now().toISOString(),
      },
    }),
  }).sid;
}

/** Hour by hour, so that each event comes in its time. */
async function passHours(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    clock.advance(HOUR_MS);
    await deliveries.settled();
  }
}

function openTasks() {
  return [...store.state.tasks.values()].filter(({ assignmentStatus }) =>
    ["pending", "reserved", "assigned", "wrapping"].includes(assignmentStatus),
  );
}

function dataOf({ attributes }: { readonly attributes: string }) {
  return JSON.parse(attributes).callBackData;
}

const ACCEPT = (taskSid: string) => agentsOf(twilio).accept(taskSid, account.workerSid);

describe("Asked for on Friday at 18:00", () => {
  test("waits on Monday in its old task", async () => {
    const taskSid = await asksOnFriday();
    await passHours(63);

    expect(openTasks().map(({ sid }) => sid)).toStrictEqual([taskSid]);
  });

  test("of the version before: waits on Monday in its old place, without an attempt", async () => {
    const taskSid = askedOnFridayBefore();
    const dateCreated = store.state.tasks.get(taskSid)?.dateCreated ?? 0;
    await passHours(63);

    const [open, ...more] = openTasks();
    expect(more).toStrictEqual([]);
    expect(dataOf(open ?? { attributes: "{}" })).toMatchObject({ after: taskSid, attempts: 0, agains: 1 });
    expect(Math.abs((open?.virtualStartTime ?? 0) - dateCreated)).toBeLessThan(1_000);
    expect(twilio.contract.violations).toStrictEqual([]);
  });

  test.each([
    ["twice", { twice: true }],
    ["out of order", { outOfOrder: true }],
    ["late", { lateSeconds: 7_200 }],
  ])("is in the queue once, though events come %s", async (_, disturbance) => {
    deliveries.disturbance = { ...deliveries.disturbance, ...disturbance };
    askedOnFridayBefore();
    await passHours(63);

    expect(openTasks()).toHaveLength(1);
  });

  test.each([
    ["of the version before", async () => askedOnFridayBefore()],
    ["of this version", asksOnFriday],
  ])("%s, accepted by an agent who went home: is in the queue again a day later", async (_, ask) => {
    const taskSid = await ask();
    ACCEPT(taskSid);
    await passHours(25);

    const [open, ...more] = openTasks();
    expect(more).toStrictEqual([]);
    expect(open?.assignmentStatus).not.toBe("assigned");
    expect(dataOf(open ?? { attributes: "{}" })).toMatchObject({ after: taskSid, attempts: 0 });
  });

  test.each([
    [
      "completed",
      (taskSid: string) => {
        ACCEPT(taskSid);
        agentsOf(twilio).finish(taskSid);
      },
    ],
    [
      "canceled",
      (taskSid: string) => store.updateTask(taskSid, { assignmentStatus: "canceled", reason: "no" }),
    ],
    ["deleted", (taskSid: string) => store.deleteTask(taskSid)],
  ])(
    "is never revived once somebody has %s it, also where TaskRouter reports every removal",
    async (_, end) => {
      store.state.reportsEveryRemoval = true;
      end(askedOnFridayBefore());
      await passHours(25);

      expect(openTasks()).toStrictEqual([]);
    },
  );
});
