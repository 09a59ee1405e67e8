import { describe, expect, it, test } from "vitest";
import { anAssignedTask, aStand, callback, MONDAY, refusal, type Stand, setActivity } from "./stand.ts";

const DAY = 86_400;

type SdkTask = ReturnType<Stand["workspace"]["tasks"]>;

describe("a new task", () => {
  test("is shown as TaskRouter shows it, with its ETag", async () => {
    const { twilio, workspace } = aStand();
    const created = await workspace.tasks.createWithHttpInfo({
      attributes: callback(),
      workflowSid: twilio.account.workflowSid,
      taskChannel: "voice",
      priority: 3,
      timeout: 3600,
      virtualStartTime: new Date(MONDAY - 60_000),
    });

    expect(created.statusCode).toBe(201);
    expect(created.headers).toMatchObject({ etag: '"0"' });
    expect(created.body).toMatchObject({
      sid: expect.stringMatching(/^WT[0-9a-f]{32}$/),
      assignmentStatus: "pending",
      attributes: callback(),
      priority: 3,
      timeout: 3600,
      age: 0,
      reason: null,
      taskChannelUniqueName: "voice",
      taskQueueFriendlyName: "Callbacks",
      workflowSid: twilio.account.workflowSid,
      virtualStartTime: new Date(MONDAY - 60_000),
    });
  });

  test("has Twilio's defaults", async () => {
    const { workspace } = aStand();

    expect(await workspace.tasks.create()).toMatchObject({
      attributes: "{}",
      priority: 0,
      timeout: DAY,
      taskChannelUniqueName: "default",
      taskQueueFriendlyName: "Everyone",
      virtualStartTime: new Date(MONDAY),
      ignoreCapacity: false,
      routingTarget: null,
    });
  });

  test("can be read back, and grows older", async () => {
    const { workspace, advanceSeconds } = aStand();
    const { sid } = await workspace.tasks.create();

    advanceSeconds(90);

    expect((await workspace.tasks(sid).fetch()).age).toBe(90);
  });

  it.each([
    ["attributes of 4096 characters", { attributes: attributesOfLength(4096) }],
    ["4096 characters of two bytes each", { attributes: attributesOfLength(4096, "é") }],
    ["the longest time to live", { timeout: 14 * DAY }],
    ["the highest priority", { priority: 2 ** 31 - 1 }],
    ["a start a century ago", { virtualStartTime: new Date("1926-01-01T00:00:00Z") }],
  ])("is made with %s", async (_name, options) => {
    await expect(aStand().workspace.tasks.create(options)).resolves.toMatchObject({
      assignmentStatus: "pending",
    });
  });

  it.each([
    ["attributes of 4097 characters", { attributes: attributesOfLength(4097) }],
    ["attributes that are no JSON", { attributes: "{taskType}" }],
    ["attributes that are no object", { attributes: "[1]" }],
    ["a time to live beyond two weeks", { timeout: 14 * DAY + 1 }],
    ["no time to live", { timeout: 0 }],
    ["a negative priority", { priority: -1 }],
    ["a priority beyond 31 bits", { priority: 2 ** 31 }],
    ["a start in the future", { virtualStartTime: new Date(MONDAY + 1000) }],
    ["a start before 1900", { virtualStartTime: new Date("1899-12-31T23:59:59Z") }],
    ["a channel that there is not", { taskChannel: "fax" }],
    ["a workflow that there is not", { workflowSid: `WW${"0".repeat(32)}` }],
    ["a routing target that there is not", { routingTarget: `WK${"0".repeat(32)}` }],
    ["a task queue that there is not", { taskQueueSid: `WQ${"0".repeat(32)}` }],
  ])("is refused with %s, and not made", async (_name, options) => {
    const { workspace } = aStand();

    expect(await refusal(workspace.tasks.create(options))).toMatchObject({ status: 400, code: 20001 });
    expect(await workspace.tasks.list({ pageSize: 50 })).toEqual([]);
  });

  test("needs a workflow if there are several", async () => {
    const { twilio, workspace } = aStand();
    await workspace.workflows.create({ friendlyName: "Another", configuration: aConfiguration(twilio) });

    expect(await refusal(workspace.tasks.create())).toMatchObject({
      status: 400,
      code: 20001,
      message: "WorkflowSid field is required",
    });
  });
});

describe("a task that does not exist", () => {
  it.each([
    ["fetched", (task: SdkTask) => task.fetch()],
    ["updated", (task: SdkTask) => task.update({ priority: 1 })],
    ["removed", (task: SdkTask) => task.remove()],
  ] as const)("cannot be %s", async (_name, ask) => {
    const { twilio, workspace } = aStand();
    const sid = `WT${"0".repeat(32)}`;

    expect(await refusal(ask(workspace.tasks(sid)))).toEqual({
      status: 404,
      code: 20404,
      message: `The requested resource /Workspaces/${twilio.account.workspaceSid}/Tasks/${sid} was not found`,
    });
  });

  test("nor one of another workspace", async () => {
    const { client } = aStand();
    const elsewhere = client.taskrouter.v1.workspaces(`WS${"0".repeat(32)}`);

    expect(await refusal(elsewhere.tasks.create())).toMatchObject({ status: 404, code: 20404 });
  });
});

describe("changing a task", () => {
  test("changes only the requested properties", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create({ attributes: callback(), priority: 1 });

    const changed = await workspace.tasks(sid).update({ attributes: callback(1), priority: 7 });

    expect(changed).toMatchObject({ attributes: callback(1), priority: 7, assignmentStatus: "pending" });
  });

  test("raises its ETag by one", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create();

    const { headers } = await workspace.tasks(sid).updateWithHttpInfo({ attributes: callback() });

    expect(headers).toMatchObject({ etag: '"1"' });
  });

  test("is refused for an older version", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create({ attributes: callback() });
    const { headers } = await workspace.tasks(sid).fetchWithHttpInfo();
    const seen = (headers as Record<string, string>).etag ?? "";
    await workspace.tasks(sid).update({ attributes: callback(1), ifMatch: seen });

    const late = workspace.tasks(sid).update({ attributes: callback(2), ifMatch: seen });

    expect(await refusal(late)).toMatchObject({ status: 412, code: 20412 });
    expect((await workspace.tasks(sid).fetch()).attributes).toBe(callback(1));
    expect(await refusal(workspace.tasks(sid).remove({ ifMatch: seen }))).toMatchObject({ status: 412 });
  });

  test("accepts an ETag without its quotes too, as some clients send it", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create();

    await workspace.tasks(sid).update({ attributes: callback(1), ifMatch: "0" });

    expect((await workspace.tasks(sid).fetch()).attributes).toBe(callback(1));
    const late = workspace.tasks(sid).update({ attributes: callback(2), ifMatch: "0" });
    expect(await refusal(late)).toMatchObject({ status: 412, code: 20412 });
  });

  test("is refused for an ETag that was never given out", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create();

    for (const ifMatch of ['"00"', "00", '"0', "*", 'W/"0"']) {
      expect(await refusal(workspace.tasks(sid).update({ priority: 1, ifMatch })), ifMatch).toMatchObject({
        status: 412,
      });
    }
  });

  test("is all or nothing", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create({ priority: 1 });

    await refusal(workspace.tasks(sid).update({ priority: 2, attributes: attributesOfLength(4097) }));

    expect((await workspace.tasks(sid).fetch()).priority).toBe(1);
  });
});

describe("the states of a task", () => {
  test("pending to reserved to assigned to wrapping to completed", async () => {
    const stand = aStand();
    const { taskSid } = await anAssignedTask(stand);
    const task = stand.workspace.tasks(taskSid);

    expect((await task.fetch()).assignmentStatus).toBe("assigned");
    expect((await task.update({ assignmentStatus: "wrapping" })).assignmentStatus).toBe("wrapping");
    expect(await task.update({ assignmentStatus: "completed", reason: "called back" })).toMatchObject({
      assignmentStatus: "completed",
      reason: "called back",
    });
  });

  test("canceling is only for tasks that no worker holds", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create();

    const canceled = await workspace.tasks(sid).update({ assignmentStatus: "canceled", reason: "answered" });

    expect(canceled).toMatchObject({ assignmentStatus: "canceled", reason: "answered" });
  });

  test("canceling is refused for an older version, and the task continues to wait", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create();
    await workspace.tasks(sid).update({ priority: 1 });

    const late = workspace.tasks(sid).update({ assignmentStatus: "canceled", reason: "x", ifMatch: '"0"' });

    expect(await refusal(late)).toMatchObject({ status: 412, code: 20412 });
    expect((await workspace.tasks(sid).fetch()).assignmentStatus).toBe("pending");
    const inTime = { assignmentStatus: "canceled", reason: "x", ifMatch: '"1"' } as const;
    expect((await workspace.tasks(sid).update(inTime)).assignmentStatus).toBe("canceled");
  });

  test("an offer makes a new version of a task: canceling by the previous version is too late", async () => {
    const stand = aStand();
    const { sid } = await stand.workspace.tasks.create();
    const { headers } = await stand.workspace.tasks(sid).fetchWithHttpInfo();
    setActivity(stand, "available");

    const ifMatch = (headers as Record<string, string>).etag ?? "";
    const late = stand.workspace.tasks(sid).update({ assignmentStatus: "canceled", reason: "x", ifMatch });

    expect(await refusal(late)).toMatchObject({ status: 412, code: 20412 });
    expect((await stand.workspace.tasks(sid).fetch()).assignmentStatus).toBe("reserved");
  });

  it.each([
    [
      "completing one that waits",
      aWaitingTask,
      "completed",
      "Cannot complete task # because it is not currently assigned.",
    ],
    [
      "wrapping up one that waits",
      aWaitingTask,
      "wrapping",
      "Cannot wrap up a task # because it's not currently assigned",
    ],
    [
      "canceling one that somebody has",
      aTakenTask,
      "canceled",
      "Cannot cancel task # because it is not pending or reserved.",
    ],
    [
      "completing one twice",
      aCompletedTask,
      "completed",
      "Cannot complete task # because it is not currently assigned.",
    ],
    [
      "canceling one that is completed",
      aCompletedTask,
      "canceled",
      "Cannot cancel task # because it is not pending or reserved.",
    ],
  ] as const)("%s is refused in Twilio's words", async (_name, prepare, assignmentStatus, words) => {
    const stand = aStand();
    const { accountSid, workspaceSid } = stand.twilio.account;
    const sid = await prepare(stand);

    expect(await refusal(stand.workspace.tasks(sid).update({ assignmentStatus, reason: "x" }))).toEqual({
      status: 400,
      code: 20001,
      message: words.replace("#", `${sid} in workspace ${workspaceSid} for account ${accountSid}`),
    });
  });

  it.each(["pending", "reserved", "assigned"] as const)(
    "%s cannot be asked for",
    async (assignmentStatus) => {
      const stand = aStand();
      const sid = await aWaitingTask(stand);

      expect(await refusal(stand.workspace.tasks(sid).update({ assignmentStatus }))).toMatchObject({
        code: 20001,
      });
    },
  );

  test("ending a task and changing its attributes needs two requests", async () => {
    const stand = aStand();
    const sid = await aTakenTask(stand);
    const both = stand.workspace
      .tasks(sid)
      .update({ assignmentStatus: "completed", reason: "x", attributes: "{}" });

    expect(await refusal(both)).toMatchObject({ status: 400, code: 20001 });
    expect((await stand.workspace.tasks(sid).fetch()).assignmentStatus).toBe("assigned");
  });

  test("ending a task needs a reason", async () => {
    const stand = aStand();
    const sid = await aTakenTask(stand);

    expect(await refusal(stand.workspace.tasks(sid).update({ assignmentStatus: "completed" }))).toMatchObject(
      {
        status: 400,
      },
    );
  });
});

describe("how long a task exists", () => {
  test("a waiting one until its time to live ends, then it is canceled", async () => {
    const { workspace, advanceSeconds } = aStand();
    const { sid } = await workspace.tasks.create({ timeout: 600 });

    advanceSeconds(599);
    expect((await workspace.tasks(sid).fetch()).assignmentStatus).toBe("pending");
    advanceSeconds(1);
    expect(await workspace.tasks(sid).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task TTL Exceeded",
    });
  });

  it.each([
    ["completed", aCompletedTask],
    ["canceled", aCanceledTask],
  ] as const)("a %s one for five minutes", async (_name, prepare) => {
    const stand = aStand();
    const sid = await prepare(stand);

    stand.advanceSeconds(299);
    await expect(stand.workspace.tasks(sid).fetch()).resolves.toBeDefined();
    stand.advanceSeconds(1);
    expect(await refusal(stand.workspace.tasks(sid).fetch())).toMatchObject({ status: 404, code: 20404 });
  });

  test("an assigned one for a day, however short its time to live", async () => {
    const stand = aStand();
    const { taskSid: sid } = await anAssignedTask(stand, { timeout: 60 });
    const happened: string[] = [];
    stand.twilio.store.subscribe((event) => happened.push(event.kind));

    stand.advanceSeconds(DAY - 1);
    expect((await stand.workspace.tasks(sid).fetch()).assignmentStatus).toBe("assigned");
    stand.advanceSeconds(1);

    expect(await refusal(stand.workspace.tasks(sid).fetch())).toMatchObject({ status: 404 });
    expect(happened).toContain("task.system-deleted");
  });

  test("one in wrap-up no longer than that day", async () => {
    const stand = aStand();
    const sid = await aTakenTask(stand);
    stand.advanceSeconds(DAY / 2);
    await stand.workspace.tasks(sid).update({ assignmentStatus: "wrapping", reason: "called" });

    stand.advanceSeconds(DAY / 2 - 1);
    expect((await stand.workspace.tasks(sid).fetch()).assignmentStatus).toBe("wrapping");
    stand.advanceSeconds(1);

    expect(await refusal(stand.workspace.tasks(sid).fetch())).toMatchObject({ status: 404 });
  });

  test("one that was completed at the end of that day as long as others", async () => {
    const stand = aStand();
    const sid = await aTakenTask(stand);
    stand.advanceSeconds(DAY - 1);
    await stand.workspace.tasks(sid).update({ assignmentStatus: "completed", reason: "done" });

    stand.advanceSeconds(60);

    expect((await stand.workspace.tasks(sid).fetch()).assignmentStatus).toBe("completed");
  });

  it.each([
    [false, []],
    [true, ["task.system-deleted completed"]],
  ])("one that has ended may be reported when it vanishes: %s", async (reportsEveryRemoval, reported) => {
    const stand = aStand();
    await aCompletedTask(stand);
    const { state } = stand.twilio.store;
    state.reportsEveryRemoval = reportsEveryRemoval;
    const happened: string[] = [];
    stand.twilio.store.subscribe((event) => {
      if (event.kind === "task.system-deleted") happened.push(`${event.kind} ${event.task.assignmentStatus}`);
    });

    stand.advanceSeconds(300);

    expect(happened).toEqual(reported);
  });

  test("a deleted one is gone at once", async () => {
    const { workspace } = aStand();
    const { sid } = await workspace.tasks.create();

    await workspace.tasks(sid).remove();

    expect(await refusal(workspace.tasks(sid).fetch())).toMatchObject({ status: 404 });
  });
});

function attributesOfLength(length: number, letter = "a"): string {
  const frame = '{"text":""}';

  return frame.replace('""', `"${letter.repeat(length - frame.length)}"`);
}

function aConfiguration(twilio: Stand["twilio"]): string {
  return JSON.stringify({ task_routing: { default_filter: { queue: twilio.account.everyoneQueueSid } } });
}

async function aWaitingTask({ workspace }: Stand): Promise<string> {
  return (await workspace.tasks.create({ attributes: callback() })).sid;
}

async function aTakenTask(stand: Stand): Promise<string> {
  return (await anAssignedTask(stand)).taskSid;
}

async function aCompletedTask(stand: Stand): Promise<string> {
  const sid = await aTakenTask(stand);
  await stand.workspace.tasks(sid).update({ assignmentStatus: "completed", reason: "done" });

  return sid;
}

async function aCanceledTask(stand: Stand): Promise<string> {
  const sid = await aWaitingTask(stand);
  await stand.workspace.tasks(sid).update({ assignmentStatus: "canceled", reason: "answered" });

  return sid;
}
