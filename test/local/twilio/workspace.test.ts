import { describe, expect, it, test } from "vitest";
import { createTwilio } from "../../../local/twilio/index.ts";
import { anAssignedTask, aStand, callback, refusal, sdkFor, setActivity } from "./stand.ts";

describe("the made-up account", () => {
  test("is the same after every restart", () => {
    expect(createTwilio().account).toEqual(createTwilio().account);
    expect(Object.values(createTwilio().account.activitySids)).toEqual(
      Object.values(createTwilio().account.activitySids).map(() => expect.stringMatching(/^WA[0-9a-f]{32}$/)),
    );
  });

  test("accepts only its own SID and token", async () => {
    const { twilio, workspace } = aStand();
    const intruder = sdkFor(twilio, "wrong").taskrouter.v1.workspaces(twilio.account.workspaceSid);

    expect(await refusal(intruder.fetch())).toMatchObject({ status: 401, code: 20003 });
    await expect(workspace.fetch()).resolves.toMatchObject({ friendlyName: "Flex Task Assignment" });
  });

  test("can have parts of another account", () => {
    const accountSid = `AC${"1".repeat(32)}`;

    expect(createTwilio({ account: { accountSid } }).account.accountSid).toBe(accountSid);
  });

  test("has agents, a supervisor and an admin, all of them Offline", async () => {
    const workers = await aStand().workspace.workers.list({ limit: 50 });

    expect(workers.map((worker) => `${worker.friendlyName} ${worker.activityName}`)).toEqual([
      "agent Offline",
      "agent2 Offline",
      "supervisor Offline",
      "admin Offline",
    ]);
  });

  test("has the channels of Flex and of callbacks", async () => {
    const channels = await aStand().workspace.taskChannels.list({ limit: 50 });

    expect(channels.map((channel) => channel.uniqueName)).toEqual(
      expect.arrayContaining(["default", "voice", "chat", "callback", "voicemail"]),
    );
  });

  test("lists its activities, workflows and queues, and finds them by name", async () => {
    const { workspace } = aStand();

    expect(await workspace.activities.list({ limit: 50 })).toMatchObject([
      { friendlyName: "Offline", available: false },
      { friendlyName: "Available", available: true },
      { friendlyName: "Unavailable", available: false },
    ]);
    expect(
      await workspace.workflows.list({ friendlyName: "Callbacks and Voicemails", limit: 50 }),
    ).toHaveLength(1);
    expect(await workspace.taskQueues.list({ friendlyName: "Callbacks", limit: 50 })).toHaveLength(1);
    expect(await workspace.taskQueues.list({ friendlyName: "Nowhere", limit: 50 })).toEqual([]);
  });

  test("fetches each of them by SID", async () => {
    const { twilio, workspace } = aStand();
    const { account } = twilio;
    const [channel] = await workspace.taskChannels.list({ limit: 1 });

    await expect(workspace.activities(account.activitySids.available).fetch()).resolves.toBeDefined();
    await expect(workspace.workflows(account.workflowSid).fetch()).resolves.toBeDefined();
    await expect(workspace.taskQueues(account.taskQueueSid).fetch()).resolves.toBeDefined();
    await expect(workspace.taskChannels(channel?.sid ?? "").fetch()).resolves.toBeDefined();
    expect(await refusal(workspace.workflows(`WW${"0".repeat(32)}`).fetch())).toMatchObject({ code: 20404 });
  });

  test("answers an unknown path of its hosts as Twilio would", async () => {
    const { app, account, contract } = createTwilio();
    const authorization = `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`;

    const response = await app.request("/__twilio/taskrouter.twilio.com/v1/Nothing", {
      headers: { authorization },
    });

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 20404,
      message: "The requested resource /Nothing was not found",
    });
    expect(contract.violations).toHaveLength(1);
  });
});

describe("workers", () => {
  test("can be found by name, activity, availability, queue and expression", async () => {
    const stand = aStand();
    const { workspace, twilio } = stand;
    setActivity(stand, "available");
    const found = async (filter: NonNullable<Parameters<typeof workspace.workers.list>[0]>) =>
      (await workspace.workers.list({ ...filter, limit: 50 } as never)).map((worker) => worker.friendlyName);

    expect(await found({ friendlyName: "agent2" })).toEqual(["agent2"]);
    expect(await found({ activityName: "Available" })).toEqual(["agent"]);
    expect(await found({ activitySid: twilio.account.activitySids.offline })).toHaveLength(3);
    expect(await found({ available: "true" })).toEqual(["agent"]);
    expect(await found({ taskQueueName: "Everyone" })).toHaveLength(4);
    expect(await found({ targetWorkersExpression: "roles HAS 'supervisor'" })).toEqual(["supervisor"]);
  });

  test("change their activity, with the time of the change", async () => {
    const { twilio, workspace, advanceSeconds } = aStand();
    const worker = workspace.workers(twilio.account.workerSid);
    advanceSeconds(60);

    const changed = await worker.update({ activitySid: twilio.account.activitySids.available });

    expect(changed).toMatchObject({ activityName: "Available", available: true });
    expect(changed.dateStatusChanged.getTime() - changed.dateCreated.getTime()).toBe(60_000);
  });

  it.each([
    ["an activity that there is not", { activitySid: `WA${"0".repeat(32)}` }],
    ["attributes that are no JSON", { attributes: "x" }],
    ["the name of another, in whatever case", { friendlyName: "AGENT2" }],
    ["a name that is too long", { friendlyName: "a".repeat(65) }],
  ])("cannot be given %s", async (_name, changes) => {
    const { twilio, workspace } = aStand();

    expect(await refusal(workspace.workers(twilio.account.workerSid).update(changes))).toMatchObject({
      code: 20001,
    });
  });

  test("have a channel for each kind of task, with its load", async () => {
    const stand = aStand();
    await anAssignedTask(stand);
    const channels = await stand.workspace
      .workers(stand.twilio.account.workerSid)
      .workerChannels.list({ limit: 50 });
    const load = Object.fromEntries(
      channels.map((each) => [
        each.taskChannelUniqueName,
        `${each.assignedTasks}/${each.configuredCapacity}`,
      ]),
    );

    expect(load).toMatchObject({ default: "1/1", voice: "0/1", chat: "0/3", callback: "0/1" });
  });
});

describe("a workflow's statistics", () => {
  test("count events, and the time that callers waited", async () => {
    const stand = aStand();
    const { workspace, twilio } = stand;
    const statistics = workspace.workflows(twilio.account.workflowSid).cumulativeStatistics();
    for (const wait of [10, 30]) {
      const { sid } = await workspace.tasks.create({ attributes: callback(), taskChannel: "voice" });
      stand.advanceSeconds(wait);
      setActivity(stand, "available");
      const [offered] = await workspace.tasks(sid).reservations.list({ limit: 1 });
      await workspace
        .tasks(sid)
        .reservations(offered?.sid ?? "")
        .update({ reservationStatus: "accepted" });
      await workspace.tasks(sid).update({ assignmentStatus: "completed", reason: "done" });
      setActivity(stand, "offline");
    }
    const { sid } = await workspace.tasks.create({ attributes: callback() });
    await workspace.tasks(sid).update({ assignmentStatus: "canceled", reason: "hung up" });

    expect(await statistics.fetch({ minutes: 5, splitByWaitTime: "20" })).toMatchObject({
      avgTaskAcceptanceTime: 20,
      tasksEntered: 3,
      tasksCompleted: 2,
      tasksCanceled: 1,
      reservationsAccepted: 2,
      waitDurationUntilAccepted: { avg: 20, min: 10, max: 30, total: 40 },
      splitByWaitTime: {
        20: {
          above: { tasks_canceled: 0, reservations_accepted: 1 },
          below: { tasks_canceled: 1, reservations_accepted: 1 },
        },
      },
    });
    expect(await statistics.fetch({ minutes: 5, taskChannel: "voice" })).toMatchObject({ tasksEntered: 2 });
    stand.advanceSeconds(600);
    expect(await statistics.fetch({ minutes: 5 })).toMatchObject({
      tasksEntered: 0,
      avgTaskAcceptanceTime: 0,
    });
  });

  test("show the tasks that wait now, and for how long", async () => {
    const { twilio, workspace, advanceSeconds } = aStand();
    const first = await workspace.tasks.create({ attributes: callback(), priority: 2 });
    advanceSeconds(45);
    await workspace.tasks.create({ attributes: callback() });

    expect(await workspace.workflows(twilio.account.workflowSid).realTimeStatistics().fetch()).toMatchObject({
      longestTaskWaitingAge: 45,
      longestTaskWaitingSid: first.sid,
      tasksByPriority: { 0: 1, 2: 1 },
      tasksByStatus: { pending: 2, assigned: 0 },
      totalTasks: 2,
    });
  });
});
