import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import twilioSdk from "twilio";
import { describe, expect, it, test, vi } from "vitest";
import { aStand, callback, MONDAY, refusal, type Stand } from "./stand.ts";

const DESTINATION = "https://callbacks.example.com/events?tenant=1";
const ENDS = ["task.canceled", "task.created"].map((kind) => `com.twilio.taskrouter.${kind}`);
const HOUR = 3600;

describe("a sink", () => {
  test("is active as soon as it is made, and its test event comes without a subscription", async () => {
    const { stand, received } = aStreamingStand();
    const sink = await aSink(stand);

    expect(sink.status).toBe("active");
    expect(await stand.client.events.v1.sinks(sink.sid).sinkTest.create()).toMatchObject({
      result: "submitted",
    });
    await pass(stand, 2);

    expect(received.flatMap(({ events }) => events)).toMatchObject([
      { type: "com.twilio.eventstreams.test-event", source: "Sink", data: { test_id: expect.any(String) } },
    ]);
  });

  test("counts as valid whatever id is given", async () => {
    const { stand } = aStreamingStand();
    const { sid } = await aSink(stand);
    const validate = stand.client.events.v1.sinks(sid).sinkValidate;

    expect(await validate.create({ testId: "anything" })).toMatchObject({ result: "valid" });
  });

  it.each([
    ["no address", { destination: "callbacks", method: "POST" }],
    ["an address of another kind", { destination: "ftp://example.com", method: "POST" }],
    ["no method", { destination: DESTINATION }],
  ])("is refused with %s", async (_name, sinkConfiguration) => {
    const { stand } = aStreamingStand();
    const asked = stand.client.events.v1.sinks.create({
      description: "mine",
      sinkType: "webhook",
      sinkConfiguration,
    });

    expect(await refusal(asked)).toMatchObject({ status: 400, message: "SinkConfiguration is not valid" });
  });

  test("has one subscription, and is not deleted before it", async () => {
    const { stand } = aStreamingStand();
    const { sid } = await aSink(stand);
    const subscription = await aSubscription(stand, sid);

    expect(await refusal(aSubscription(stand, sid))).toMatchObject({
      status: 400,
      message: `Sink with SID ${sid} is in use`,
    });
    expect(await refusal(stand.client.events.v1.sinks(sid).remove())).toMatchObject({ status: 400 });
    expect(await stand.client.events.v1.sinks.list({ inUse: true, pageSize: 50 })).toHaveLength(1);
    await stand.client.events.v1.subscriptions(subscription.sid).remove();
    await stand.client.events.v1.sinks(sid).remove();
    expect(await stand.client.events.v1.sinks.list({ pageSize: 50 })).toEqual([]);
  });
});

describe("a subscription", () => {
  test("lists what it subscribes to, and takes more and less", async () => {
    const { stand } = aStreamingStand();
    const { sid } = await aSubscription(stand, (await aSink(stand)).sid);
    const { subscribedEvents } = stand.client.events.v1.subscriptions(sid);
    const types = async () => (await subscribedEvents.list({ pageSize: 50 })).map(({ type }) => type);

    await subscribedEvents.create({ type: "com.twilio.taskrouter.task.completed", schemaVersion: 4 });
    expect(await types()).toEqual([...ENDS, "com.twilio.taskrouter.task.completed"]);
    await subscribedEvents("com.twilio.taskrouter.task.created").remove();
    expect(await types()).toEqual([ENDS[0], "com.twilio.taskrouter.task.completed"]);
    expect(await stand.client.events.v1.subscriptions.list({ pageSize: 50 })).toHaveLength(1);
  });

  it.each([
    ["a type that does not exist", [{ type: "com.twilio.taskrouter.task.eaten" }]],
    ["no type", [{}]],
  ])("is refused with %s", async (_name, types) => {
    const { stand } = aStreamingStand();
    const { sid } = await aSink(stand);
    const asked = stand.client.events.v1.subscriptions.create({ description: "mine", sinkSid: sid, types });

    expect(await refusal(asked)).toMatchObject({ status: 400 });
  });

  test("knows the types there are", async () => {
    const { stand } = aStreamingStand();

    const type = await stand.client.events.v1.eventTypes("com.twilio.taskrouter.task.canceled").fetch();

    expect(type).toMatchObject({ schemaId: "TaskRouter.WDSEvent", status: "available" });
  });
});

describe("an event", () => {
  test("comes as CloudEvents 1.0, with TaskRouter's fields", async () => {
    const { stand, received } = await aSubscribedStand();
    const { sid } = await stand.workspace.tasks.create({ attributes: callback(), timeout: 60 });
    await pass(stand, 60);
    await pass(stand, 2);

    const [canceled] = received.flatMap(({ events }) => events).filter(({ type }) => type === ENDS[0]);

    expect(canceled).toMatchObject({
      specversion: "1.0",
      dataschema: "https://events-schemas.twilio.com/TaskRouter.WDSEvent/4",
      datacontenttype: "application/json",
      time: new Date(MONDAY + 60_000).toISOString(),
      data: {
        name: "TaskCanceled",
        account_sid: stand.twilio.account.accountSid,
        group: "task",
        payload: {
          eventtype: "task.canceled",
          task_sid: sid,
          task_attributes: callback(),
          task_age: 60,
          task_canceled_reason: "Task TTL Exceeded",
          task_assignment_status: "canceled",
          workspace_sid: stand.twilio.account.workspaceSid,
        },
      },
    });
  });

  test("is signed as Twilio signs JSON: over an address with the body's hash", async () => {
    const { stand, received } = await aSubscribedStand();
    stand.twilio.store.createTask({});
    await pass(stand, 2);

    const [{ url, signature, body } = { url: "", signature: "", body: "" }] = received;
    const { authToken } = stand.twilio.account;
    expect(url).toContain("tenant=1&bodySHA256=");
    expect(twilioSdk.validateRequestWithBody(authToken, signature, url, body)).toBe(true);
    expect(twilioSdk.validateRequestWithBody(authToken, signature, url, `${body} `)).toBe(false);
  });

  test("comes with the user and password of the destination, which are not in the address", async () => {
    const { stand, received } = aStreamingStand();
    const sink = await aSink(stand, "https://user:p%40ss@callbacks.example.com/events");
    await aSubscription(stand, sink.sid);
    stand.twilio.store.createTask({});
    await pass(stand, 2);

    expect(received.map(({ authorization }) => authorization)).toEqual([`Basic ${btoa("user:p@ss")}`]);
    expect(received[0]?.url).not.toContain("user");
  });

  it.each([
    [true, [3]],
    [false, [1, 1, 1]],
  ])("shares its request with others where the sink asks for it: %s", async (batch, sizes) => {
    const { stand, received } = await aSubscribedStand(batch);
    for (let n = 0; n < 3; n++) stand.twilio.store.createTask({});
    await pass(stand, 2);

    expect(received.map(({ events }) => events.length)).toEqual(sizes);
  });

  it.each([
    ["answers with a fault", () => Promise.resolve(new Response("", { status: 503 }))],
    ["cannot be reached", () => Promise.reject(new Error("connection refused"))],
    ["is silent for five seconds", (stand: Stand) => stand.clock.pause(60_000).then(() => new Response(""))],
  ])("comes again when the receiver %s", async (_name, fail) => {
    const { stand, received, failOnce } = await aSubscribedStand();
    failOnce(() => fail(stand));
    stand.twilio.store.createTask({});
    stand.advanceSeconds(2);
    await vi.waitFor(() => expect(received).toHaveLength(1));

    for (let tries = 0; tries < 3; tries++) await pass(stand, 5);

    expect(received).toHaveLength(2);
    expect(received[1]?.body).toBe(received[0]?.body);
    await pass(stand, HOUR);
    expect(received).toHaveLength(2);
  });

  test("is given up when nobody took it within four hours", async () => {
    const { stand, received } = await aSubscribedStand();
    stand.twilio.deliveries.disturbance = { twice: false, outOfOrder: false, lateSeconds: 0, down: true };
    stand.twilio.store.createTask({});
    for (let minutes = 0; minutes < 4 * 60; minutes += 5) await pass(stand, 300);

    expect(received).toEqual([]);
    expect(stand.twilio.deliveries.givenUp.map(({ type }) => type)).toEqual([ENDS[1]]);
  });

  test("is not sent to a subscription that does not have its type", async () => {
    const { stand, received } = await aSubscribedStand();
    const { sid } = stand.twilio.store.createTask({});
    stand.twilio.store.updateTask(sid, { priority: 3 });
    await pass(stand, 2);

    expect(received.flatMap(({ events }) => events.map(({ type }) => type))).toEqual([ENDS[1]]);
  });

  test("is not sent after a reset", async () => {
    const { stand, received } = await aSubscribedStand();
    stand.twilio.store.createTask({});
    stand.twilio.reset();
    await pass(stand, 60);

    expect(received).toEqual([]);
  });
});

describe("POST /__local/events", () => {
  test("lets every request come twice", async () => {
    const { stand, received } = await aSubscribedStand();
    await control(stand, { twice: true });
    stand.twilio.store.createTask({});
    await pass(stand, 2);

    expect(received).toHaveLength(2);
    expect(received[1]?.body).toBe(received[0]?.body);
  });

  test("lets events come late", async () => {
    const { stand, received } = await aSubscribedStand();
    await control(stand, { lateSeconds: HOUR });
    stand.twilio.store.createTask({});
    await pass(stand, HOUR);
    expect(received).toEqual([]);

    await pass(stand, 2);
    expect(received).toHaveLength(1);
  });

  test("lets later events come before earlier ones", async () => {
    const { stand, received } = await aSubscribedStand();
    await control(stand, { outOfOrder: true });
    const first = stand.twilio.store.createTask({}).sid;
    await pass(stand, 2);
    const second = stand.twilio.store.createTask({}).sid;
    await pass(stand, 2);
    await pass(stand, 60);

    const order = received.flatMap(({ events }) => events.map(({ data }) => data.payload?.task_sid));
    expect(new Set(order)).toEqual(new Set([first, second]));
    expect(order[0]).not.toBe(first);
  });

  test("lets Event Streams be down for a while", async () => {
    const { stand, received } = await aSubscribedStand();
    await control(stand, { down: true });
    stand.twilio.store.createTask({});
    await pass(stand, 60);
    expect(received).toEqual([]);

    await control(stand, {});
    await pass(stand, HOUR);
    expect(received).toHaveLength(1);
  });
});

test("events go over the network, to whoever listens", async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    for await (const chunk of request) bodies.push(String(chunk));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stand = aStand();
  const { port } = server.address() as AddressInfo;
  const sink = await aSink(stand, `http://127.0.0.1:${port}/events`);
  await stand.client.events.v1.sinks(sink.sid).sinkTest.create();
  await pass(stand, 2);
  server.close();

  expect(bodies.map((body) => JSON.parse(body)[0].type)).toEqual(["com.twilio.eventstreams.test-event"]);
});

interface Received {
  readonly url: string;
  readonly signature: string;
  readonly authorization: string | null;
  readonly body: string;
  readonly events: readonly SeenEvent[];
}

interface SeenEvent {
  readonly type: string;
  readonly data: { readonly payload?: { readonly task_sid: string } };
}

/** A stand whose events arrive in a list. */
function aStreamingStand() {
  const received: Received[] = [];
  const failures: (() => Promise<Response>)[] = [];
  const stand = aStand({
    sendEvents: async (request) => {
      const body = await request.text();
      received.push({
        url: request.url,
        signature: request.headers.get("x-twilio-signature") ?? "",
        authorization: request.headers.get("authorization"),
        body,
        events: JSON.parse(body),
      });

      return failures.shift()?.() ?? new Response("");
    },
  });

  return {
    stand,
    received,
    failOnce: (fail: () => Promise<Response>) => failures.push(fail),
  };
}

async function aSubscribedStand(batch = true) {
  const streaming = aStreamingStand();
  await aSubscription(streaming.stand, (await aSink(streaming.stand, DESTINATION, batch)).sid);

  return streaming;
}

function aSink({ client }: Stand, destination = DESTINATION, batch = true) {
  return client.events.v1.sinks.create({
    description: "Callbacks",
    sinkType: "webhook",
    sinkConfiguration: { destination, method: "POST", batch_events: batch },
  });
}

function aSubscription({ client }: Stand, sinkSid: string) {
  return client.events.v1.subscriptions.create({
    description: "Callbacks",
    sinkSid,
    types: ENDS.map((type) => ({ type, schema_version: 4 })),
  });
}

/** Lets time pass, and what was sent meanwhile be answered. */
async function pass(stand: Stand, seconds: number): Promise<void> {
  stand.advanceSeconds(seconds);
  await stand.twilio.deliveries.settled();
}

async function control({ twilio }: Stand, body: object): Promise<void> {
  const answer = await twilio.controls.request("/__local/events", {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}
