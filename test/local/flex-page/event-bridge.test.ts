import { createRequire } from "node:module";
import type * as TaskRouterClient from "twilio-taskrouter";
import { afterEach, describe, expect, it } from "vitest";
import { withFlexHosts } from "../../support/flex-hosts.ts";

/** Its exports are not to be seen by an import. */
const client: typeof TaskRouterClient = createRequire(import.meta.url)("twilio-taskrouter");
type Worker = TaskRouterClient.Worker;
type Supervisor = TaskRouterClient.Supervisor;

const hosts = withFlexHosts();
const { account, store } = hosts.twilio;
const connected: Worker[] = [];

const AVAILABLE = { activitySid: account.activitySids.available };
const SOON = { timeout: 10_000 };

/** Twilio's own client, as Flex uses it. */
describe("the event bridge, to Twilio's TaskRouter client", () => {
  afterEach(() => {
    for (const worker of connected.splice(0)) worker.disconnect();
  });

  it("shows a worker who has connected with their activity, activities and channels", async () => {
    const worker = await connect(account.tokens.agent);

    expect(worker).toMatchObject({
      sid: account.workerSid,
      workspaceSid: account.workspaceSid,
      name: "agent",
      attributes: { contact_uri: "+15005550101" },
    });
    expect(worker.activity.name).toBe("Offline");
    expect([...worker.activities.values()].map(({ name }) => name)).toContain("Available");
    expect([...worker.channels.values()].map(({ taskChannelUniqueName }) => taskChannelUniqueName)).toContain(
      "voice",
    );
    expect(worker.dateCreated.getTime()).toBeGreaterThan(Date.now() - 3_600_000);
  });

  it.each(["forged", account.tokens.expired, account.tokens.withoutWorker])(
    "turns away the token %s",
    async (token) => {
      const worker = clientWith(token);

      await expect(readiness(worker)).rejects.toBeDefined();
    },
  );

  it("tells a worker of an offer, and the store of its acceptance, wrap-up and completion", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);
    const offer = new Promise<TaskRouterClient.Reservation>((resolve) => {
      worker.once("reservationCreated", resolve);
    });
    const task = store.createTask({ attributes: '{"taskType":"callback"}' });
    const reservation = await offer;

    expect(reservation.task.attributes).toEqual({ taskType: "callback" });
    await reservation.accept();
    expect(statusOf(task.sid)).toBe("assigned");
    await reservation.wrap();
    expect(statusOf(task.sid)).toBe("wrapping");
    await reservation.complete();
    expect(statusOf(task.sid)).toBe("completed");
    await expect.poll(() => worker.reservations.size, SOON).toBe(0);
  });

  it("answers an acceptance before it tells of it: the task reads reserved until then", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);
    store.createTask({});
    await expect.poll(() => worker.reservations.size, SOON).toBe(1);
    const [reservation] = worker.reservations.values();
    if (!reservation) throw new Error("Nothing was offered.");
    const told: string[] = [];
    reservation.on("accepted", ({ task }) => void told.push(task.status));

    await reservation.accept();

    expect(reservation).toMatchObject({ status: "accepted", task: { status: "reserved" } });
    expect(told).toEqual([]);
    await expect.poll(() => told, SOON).toEqual(["assigned"]);
  });

  it("tells of the completed reservation of an accepted task that is deleted", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);
    const task = store.createTask({});
    await expect.poll(() => worker.reservations.size, SOON).toBe(1);
    const [reservation] = worker.reservations.values();
    const ends: string[] = [];
    for (const end of ["completed", "canceled"] as const) reservation?.on(end, () => void ends.push(end));
    await reservation?.accept();

    store.deleteTask(task.sid);

    await expect.poll(() => ends, SOON).toEqual(["completed"]);
  });

  it.each([
    [
      "canceled",
      (sid: string): void => void store.updateTask(sid, { assignmentStatus: "canceled", reason: "x" }),
    ],
    ["deleted", (sid: string): void => store.deleteTask(sid)],
  ] as const)("shows a canceled task where the offer of one that is %s ends", async (_name, end) => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);
    const task = store.createTask({});
    await expect.poll(() => worker.reservations.size, SOON).toBe(1);
    const [reservation] = worker.reservations.values();
    const shown: string[] = [];
    reservation?.on("canceled", ({ task: ended }) => void shown.push(ended.status));

    end(task.sid);

    await expect.poll(() => shown, SOON).toEqual(["canceled"]);
  });

  it("names an activity that does not exist in its refusal", async () => {
    const supervisor = await connectSupervisor(account.tokens.supervisor);

    const refused = supervisor.setWorkerActivity(account.workerSid, "invalid_activitySid");

    await expect(refused).rejects.toThrow(/invalid_activitySid/);
  });

  it("shows open reservations to a worker who connects later", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const task = store.createTask({});
    const [offered] = store.state.reservationsOf(task.sid);
    store.acceptReservation(offered?.sid ?? "");

    const worker = await connect(account.tokens.agent);

    expect([...worker.reservations.values()]).toMatchObject([
      { status: "accepted", task: { sid: task.sid } },
    ]);
  });

  it("reports a task's changes to the workers who hold it, and to nobody else", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);
    const bystander = await connect(account.tokens.agent2);
    const task = store.createTask({});
    await expect.poll(() => worker.reservations.size, SOON).toBe(1);

    store.updateTask(task.sid, { attributes: '{"attempts":1}' });

    await expect.poll(() => tasksOf(worker), SOON).toMatchObject([{ attributes: { attempts: 1 } }]);
    expect(bystander.reservations.size).toBe(0);
  });

  it("lets a worker change a task that they hold, and refuses what TaskRouter would refuse", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);
    const task = store.createTask({});
    await expect.poll(() => worker.reservations.size, SOON).toBe(1);
    const [reservation] = worker.reservations.values();

    await reservation?.task.setAttributes({ attempts: 2 });
    expect(store.state.tasks.get(task.sid)?.attributes).toBe('{"attempts":2}');
    await expect(reservation?.complete()).rejects.toThrow(/400/);
    await expect(reservation?.task.setAttributes({ long: "x".repeat(5000) })).rejects.toThrow(/4096/);
  });

  it("passes an offer on that a worker rejects", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const first = await connect(account.tokens.agent);
    const second = await connect(account.tokens.agent2);
    store.createTask({});
    await expect.poll(() => first.reservations.size, SOON).toBe(1);
    store.updateWorker(account.secondWorkerSid, AVAILABLE);

    const [reservation] = first.reservations.values();
    await reservation?.reject();

    await expect.poll(() => second.reservations.size, SOON).toBe(1);
    expect(first.reservations.size).toBe(0);
  });

  it("lets no agent act for another, and a supervisor for everybody", async () => {
    const agent = await connectSupervisor(account.tokens.agent);
    const supervisor = await connectSupervisor(account.tokens.supervisor);
    const { available } = account.activitySids;

    await expect(agent.setWorkerActivity(account.secondWorkerSid, available)).rejects.toThrow(/403/);
    await supervisor.setWorkerActivity(account.secondWorkerSid, available);

    expect(store.state.workers.get(account.secondWorkerSid)?.activitySid).toBe(available);
  });

  it("tells every connection of a worker about a change of activity", async () => {
    const one = await connect(account.tokens.agent);
    const other = await connect(account.tokens.agent);

    await one.activities.get(account.activitySids.available)?.setAsCurrent();

    await expect.poll(() => other.activity.name, SOON).toBe("Available");
  });

  it("makes the client connect again when its socket is lost, and catch up", async () => {
    store.updateWorker(account.workerSid, AVAILABLE);
    const worker = await connect(account.tokens.agent);

    expect(hosts.twilio.eventBridge.dropAll()).toBe(1);
    store.createTask({});

    await expect.poll(() => worker.reservations.size, SOON).toBe(1);
  });
});

describe("a call that a worker places through the event bridge", () => {
  afterEach(() => {
    for (const worker of connected.splice(0)) worker.disconnect();
  });

  it("is offered to that worker alone, and stays pending while it rings", async () => {
    const { worker, reservation } = await dialled();

    await reservation.conference();

    expect(store.state.reservations.get(reservation.sid)).toMatchObject({
      status: "pending",
      workerSid: worker.sid,
    });
    expect(reservation.task.attributes).toMatchObject({ outbound_to: "+15005550042", from: "+15005550006" });
  });

  it("is accepted with its conference once it is answered", async () => {
    hosts.twilio.calls.dialling = { outcome: "answered", afterSeconds: 30 };
    const { reservation } = await dialled();
    await reservation.conference();
    await reservation.conference();

    hosts.twilio.clock.advance(30_000);

    await expect.poll(() => reservation.status, SOON).toBe("accepted");
    expect(reservation.task.attributes).toMatchObject({ conference: { participants: {} } });
  });

  it.each([
    ["no-answer", 45305],
    ["busy", 45303],
    ["failed", 45304],
    ["invalid", 21211],
    ["blocked", 21216],
  ] as const)("is canceled when the outcome is %s, with the code %i", async (outcome, code) => {
    hosts.twilio.calls.dialling = { outcome, afterSeconds: 5 };
    const { reservation } = await dialled();
    await reservation.conference();

    hosts.twilio.clock.advance(5_000);

    await expect.poll(() => reservation.status, SOON).toBe("canceled");
    expect(reservation).toMatchObject({ canceledReasonCode: code });
    expect(statusOf(reservation.task.sid)).toBe("canceled");
  });

  it("goes into wrap-up when the called person hangs up", async () => {
    hosts.twilio.calls.dialling = { outcome: "answered", afterSeconds: 0 };
    const { reservation } = await dialled();
    await reservation.conference();
    await expect.poll(() => reservation.status, SOON).toBe("accepted");

    hosts.twilio.calls.hangUp();

    await expect.poll(() => reservation.status, SOON).toBe("wrapping");
  });

  it("is as unsuccessful as was asked for until the account is reset", async () => {
    hosts.twilio.calls.dialling = { outcome: "busy", afterSeconds: 0 };

    hosts.twilio.reset();

    expect(hosts.twilio.calls.dialling).toMatchObject({ outcome: "ring" });
  });
});

async function dialled() {
  const worker = await connect(account.tokens.agent);
  const { workflowSid, everyoneQueueSid } = account;
  const placed = worker.createTask("+15005550042", "+15005550006", workflowSid, everyoneQueueSid, {
    taskChannelUniqueName: "voice",
    attributes: { direction: "outbound" },
  });
  await placed;
  await expect.poll(() => worker.reservations.size, SOON).toBe(1);
  const [reservation] = worker.reservations.values();
  if (!reservation) throw new Error("The call was not offered to the worker who placed it.");

  return { worker, reservation };
}

async function connect(token: string): Promise<Worker> {
  const worker = clientWith(token);
  await readiness(worker);

  return worker;
}

async function connectSupervisor(token: string): Promise<Supervisor> {
  const supervisor = new client.Supervisor(token, clientOptions());
  connected.push(supervisor);
  await readiness(supervisor);

  return supervisor;
}

function clientWith(token: string): Worker {
  const worker = new client.Worker(token, clientOptions());
  connected.push(worker);

  return worker;
}

function clientOptions(): TaskRouterClient.WorkerOptions {
  const ebServer = `${hosts.origin}/event-bridge.twilio.com/v1/wschannels`;

  return { ebServer, wsServer: ebServer.replace(/^http/, "ws"), logLevel: "silent" };
}

function readiness(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("ready", () => resolve());
    worker.once("error", reject);
    worker.once("disconnected", reject);
  });
}

function tasksOf(worker: Worker) {
  return [...worker.reservations.values()].map(({ task }) => task);
}

function statusOf(taskSid: string): string | undefined {
  return store.state.tasks.get(taskSid)?.assignmentStatus;
}
