import { describe, expect, it, test } from "vitest";
import { aStand, callback, MONDAY, refusal, type Stand, setActivity } from "./stand.ts";

describe("the callback workflow", () => {
  it.each([
    ["a first attempt at once", 0, 0],
    ["a second after ten minutes", 1, 600],
    ["a third after an hour", 2, 3600],
    ["and so on", 7, 3600],
  ])("offers %s", async (_name, attempts, delay) => {
    const stand = aStand();
    setActivity(stand, "available");
    const { sid } = await stand.workspace.tasks.create({
      attributes: callback(attempts),
      taskChannel: "voice",
    });

    if (delay > 0) {
      stand.advanceSeconds(delay - 1);
      expect(await statusOf(stand, sid)).toBe("pending");
      stand.advanceSeconds(1);
    }

    expect(await statusOf(stand, sid)).toBe("reserved");
  });

  test("does not treat attempts that are text as a number", async () => {
    const stand = aStand();
    setActivity(stand, "available");
    const attributes = JSON.stringify({ taskType: "callback", callBackData: { attempts: "2" } });

    const { sid } = await stand.workspace.tasks.create({ attributes });

    expect(await statusOf(stand, sid)).toBe("reserved");
  });

  test("sends everything else to everyone", async () => {
    const { workspace } = aStand();

    expect(await workspace.tasks.create({ attributes: '{"type":"chat"}' })).toMatchObject({
      taskQueueFriendlyName: "Everyone",
    });
  });
});

describe("the order in which tasks are offered", () => {
  test("is by priority, and then by virtual start time", async () => {
    const stand = aStand();
    const names: Record<string, string> = {};
    for (const [name, priority, minutesAgo] of [
      ["late", 0, 1],
      ["early", 0, 9],
      ["urgent", 5, 0],
    ] as const) {
      const virtualStartTime = new Date(MONDAY - minutesAgo * 60_000);
      const task = await stand.workspace.tasks.create({ attributes: callback(), priority, virtualStartTime });
      names[task.sid] = name;
    }
    setActivity(stand, "available");

    const order: (string | undefined)[] = [];
    for (let n = 0; n < 3; n++) order.push(names[await takeAndComplete(stand)]);

    expect(order).toEqual(["urgent", "early", "late"]);
  });

  test("uses the priority of the target", async () => {
    const stand = aStand();
    await useRouting(stand, [
      { expression: "vip == true", targets: [{ queue: everyone(stand), priority: "9" }] },
    ]);

    const task = await stand.workspace.tasks.create({ attributes: '{"vip":true}', priority: 1 });

    expect(task.priority).toBe(9);
  });
});

describe("the workers who are offered a task", () => {
  test("none while all are away, and one as soon as one comes", async () => {
    const stand = aStand();
    const { sid } = await stand.workspace.tasks.create({ attributes: callback() });
    expect(await statusOf(stand, sid)).toBe("pending");

    setActivity(stand, "unavailable");
    expect(await statusOf(stand, sid)).toBe("pending");
    setActivity(stand, "available");

    expect(await statusOf(stand, sid)).toBe("reserved");
  });

  test("none who is busy on that channel", async () => {
    const stand = aStand();
    setActivity(stand, "available");
    const voice = { attributes: callback(), taskChannel: "voice" };
    const first = await stand.workspace.tasks.create(voice);
    const second = await stand.workspace.tasks.create(voice);
    const chat = await stand.workspace.tasks.create({ attributes: callback(), taskChannel: "chat" });

    expect(await statusOf(stand, first.sid)).toBe("reserved");
    expect(await statusOf(stand, second.sid)).toBe("pending");
    expect(await statusOf(stand, chat.sid)).toBe("reserved");

    await takeAndComplete(stand, first.sid);
    expect(await statusOf(stand, second.sid)).toBe("reserved");
  });

  test("as many tasks as the channel has capacity for", async () => {
    const stand = aStand();
    setActivity(stand, "available");
    const channel = stand.workspace.workers(stand.twilio.account.workerSid).workerChannels("voice");
    await channel.update({ capacity: 2 });
    const sids: string[] = [];
    for (let n = 0; n < 3; n++) {
      sids.push((await stand.workspace.tasks.create({ attributes: callback(), taskChannel: "voice" })).sid);
    }

    expect(await Promise.all(sids.map((sid) => statusOf(stand, sid)))).toEqual([
      "reserved",
      "reserved",
      "pending",
    ]);
    expect(await channel.fetch()).toMatchObject({ assignedTasks: 2, availableCapacityPercentage: 0 });
  });

  test("none whose channel is switched off", async () => {
    const stand = aStand();
    setActivity(stand, "available");
    await stand.workspace
      .workers(stand.twilio.account.workerSid)
      .workerChannels("voice")
      .update({ available: false });

    const { sid } = await stand.workspace.tasks.create({ attributes: callback(), taskChannel: "voice" });

    expect(await statusOf(stand, sid)).toBe("pending");
  });

  test("only those who match the queue's own expression", async () => {
    const stand = aStand();
    const supervisors = await stand.workspace.taskQueues.create({
      friendlyName: "Supervisors",
      targetWorkers: "roles HAS 'supervisor'",
    });
    await useRouting(stand, [{ expression: "1==1", targets: [{ queue: supervisors.sid }] }]);
    const { sid } = await stand.workspace.tasks.create();

    setActivity(stand, "available");
    expect(await statusOf(stand, sid)).toBe("pending");
    setActivity(stand, "available", stand.twilio.account.supervisorWorkerSid);

    expect(await offeredTo(stand, sid)).toEqual([stand.twilio.account.supervisorWorkerSid]);
  });

  test("only those who match the target's expression over task and worker", async () => {
    const stand = aStand();
    const { workerSid, secondWorkerSid } = stand.twilio.account;
    await useRouting(stand, [
      { expression: "1==1", targets: [{ queue: everyone(stand), expression: "worker.sid IN task.wanted" }] },
    ]);
    setActivity(stand, "available", workerSid);
    setActivity(stand, "available", secondWorkerSid);

    const { sid } = await stand.workspace.tasks.create({
      attributes: JSON.stringify({ wanted: [secondWorkerSid] }),
    });

    expect(await offeredTo(stand, sid)).toEqual([secondWorkerSid]);
  });

  it.each([
    ["SID", { known_worker_sid: "task.wanted" }, "secondWorkerSid"],
    ["name", { known_worker_friendly_name: "task.wanted" }, "name"],
  ] as const)("the agent who is known by %s", async (_name, known, by) => {
    const stand = aStand();
    const { workerSid, secondWorkerSid } = stand.twilio.account;
    await useRouting(stand, [{ expression: "1==1", targets: [{ queue: everyone(stand), ...known }] }]);
    for (const sid of [workerSid, secondWorkerSid]) setActivity(stand, "available", sid);
    const wanted = by === "name" ? "agent2" : secondWorkerSid;

    const { sid } = await stand.workspace.tasks.create({ attributes: JSON.stringify({ wanted }) });

    expect(await offeredTo(stand, sid)).toEqual([secondWorkerSid]);
  });

  // https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
  test.each([
    ["is nobody of this workspace", "WK00000000000000000000000000000000", {}, 300],
    ["is null", null, {}, 300],
    [
      "is nobody, and the target may be skipped",
      "WK00000000000000000000000000000000",
      { skip_if: "1==1" },
      0,
    ],
  ])(
    "nobody until the target's time-out, where the agent who is known %s",
    async (_, wanted, more, waits) => {
      const stand = aStand();
      const { workerSid } = stand.twilio.account;
      const queue = everyone(stand);
      const known = { queue, known_worker_sid: "task.wanted", timeout: 300, ...more };
      await useRouting(stand, [{ expression: "1==1", targets: [known, { queue }] }]);
      setActivity(stand, "available", workerSid);

      const { sid } = await stand.workspace.tasks.create({ attributes: JSON.stringify({ wanted }) });
      if (waits > 0) {
        stand.advanceSeconds(waits - 1);
        expect(await offeredTo(stand, sid)).toEqual([]);
        stand.advanceSeconds(1);
      }

      expect(await offeredTo(stand, sid)).toEqual([workerSid]);
    },
  );

  test("the one who has waited longest, or comes first in the target's order", async () => {
    const stand = aStand();
    const { workerSid, secondWorkerSid } = stand.twilio.account;
    for (const sid of [workerSid, secondWorkerSid]) setActivity(stand, "available", sid);
    const first = await stand.workspace.tasks.create({ attributes: callback() });
    stand.advanceSeconds(1);
    await takeAndComplete(stand, first.sid);
    const second = await stand.workspace.tasks.create({ attributes: callback() });
    await takeAndComplete(stand, second.sid);
    await useRouting(stand, [
      { expression: "1==1", targets: [{ queue: everyone(stand), order_by: "worker.friendly_name DESC" }] },
    ]);
    const third = await stand.workspace.tasks.create();

    expect(await offeredTo(stand, first.sid)).toEqual([workerSid]);
    expect(await offeredTo(stand, second.sid)).toEqual([secondWorkerSid]);
    expect(await offeredTo(stand, third.sid)).toEqual([secondWorkerSid]);
  });
});

describe("a task that is sent to one worker", () => {
  test("is offered although the worker is away and busy", async () => {
    const stand = aStand();
    const routingTarget = stand.twilio.account.workerSid;

    const { sid } = await stand.workspace.tasks.create({ routingTarget });
    const another = await stand.workspace.tasks.create({ routingTarget });

    expect(await offeredTo(stand, sid)).toEqual([routingTarget]);
    expect(await offeredTo(stand, another.sid)).toEqual([routingTarget]);
  });

  test("waits for the worker if it does not ignore capacity", async () => {
    const stand = aStand();
    const routingTarget = stand.twilio.account.workerSid;
    setActivity(stand, "available", stand.twilio.account.secondWorkerSid);
    const { sid } = await stand.workspace.tasks.create({ routingTarget, ignoreCapacity: "false" });
    expect(await statusOf(stand, sid)).toBe("pending");

    setActivity(stand, "available");

    expect(await offeredTo(stand, sid)).toEqual([routingTarget]);
  });

  test("and one that is sent to a queue waits in that queue", async () => {
    const { twilio, workspace } = aStand();
    const routingTarget = twilio.account.taskQueueSid;

    expect(await workspace.tasks.create({ routingTarget })).toMatchObject({
      taskQueueFriendlyName: "Callbacks",
    });
  });
});

describe("the steps of a workflow", () => {
  test("follow each other at the sum of their time-outs, counted from the task's creation", async () => {
    const stand = aStand();
    await useRouting(stand, [
      {
        expression: "1==1",
        targets: [
          { queue: callbacks(stand), timeout: 10 },
          { queue: everyone(stand), timeout: 10, priority: 5 },
          { timeout: 10 },
        ],
      },
    ]);
    const { sid } = await stand.workspace.tasks.create();
    const seen: string[] = [];
    for (let second = 0; second <= 30; second += 5) {
      const task = await stand.workspace.tasks(sid).fetch();
      seen.push(`${second}s ${task.assignmentStatus} in ${task.taskQueueFriendlyName} at ${task.priority}`);
      stand.advanceSeconds(5);
    }

    expect(seen).toEqual([
      "0s pending in Callbacks at 0",
      "5s pending in Callbacks at 0",
      "10s pending in Everyone at 5",
      "15s pending in Everyone at 5",
      "20s pending in Everyone at 5",
      "25s pending in Everyone at 5",
      "30s canceled in Everyone at 5",
    ]);
    expect((await stand.workspace.tasks(sid).fetch()).reason).toBe("Task canceled on Workflow timeout");
  });

  test("continue with the next filter that matches, but never with the default one", async () => {
    const stand = aStand();
    const filters = [
      { expression: "vip == true", targets: [{ queue: callbacks(stand), timeout: 10 }] },
      { expression: "vip == false", targets: [{ queue: callbacks(stand) }] },
      { expression: "1==1", targets: [{ queue: everyone(stand), timeout: 10 }] },
    ];
    await useRouting(stand, filters, callbacks(stand));
    const { sid } = await stand.workspace.tasks.create({ attributes: '{"vip":true}' });

    stand.advanceSeconds(10);
    expect((await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("Everyone");
    stand.advanceSeconds(10);

    expect(await statusOf(stand, sid)).toBe("canceled");
  });

  test("are skipped if the skip condition holds and no worker can take the task at once", async () => {
    const stand = aStand();
    const skipping = { queue: callbacks(stand), timeout: 60, skip_if: "workers.available == 0" };
    await useRouting(stand, [{ expression: "1==1", targets: [skipping, { queue: everyone(stand) }] }]);

    const alone = await stand.workspace.tasks.create();
    setActivity(stand, "available");
    const served = await stand.workspace.tasks.create({ taskChannel: "voice" });
    const waiting = await stand.workspace.tasks.create({ taskChannel: "voice" });

    const queueOf = async (sid: string) => (await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName;
    expect(await queueOf(alone.sid)).toBe("Everyone");
    expect(await queueOf(served.sid)).toBe("Callbacks");
    expect(await queueOf(waiting.sid)).toBe("Callbacks");
  });

  test("are not skipped any more once the task waits there", async () => {
    const stand = aStand();
    const skipping = { queue: callbacks(stand), timeout: 60, skip_if: "workers.available == 0" };
    await useRouting(stand, [{ expression: "1==1", targets: [skipping, { queue: everyone(stand) }] }]);
    setActivity(stand, "available");
    await stand.workspace.tasks.create({ taskChannel: "voice" });
    const { sid } = await stand.workspace.tasks.create({ taskChannel: "voice" });

    setActivity(stand, "offline");

    expect((await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("Callbacks");
    stand.advanceSeconds(60);
    expect((await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("Everyone");
  });

  test("pass while a task is offered: it continues at the step for its age", async () => {
    const stand = aStand();
    const targets = [{ queue: callbacks(stand), timeout: 30 }, { queue: everyone(stand) }];
    await useRouting(stand, [{ expression: "1==1", targets }]);
    setActivity(stand, "available");
    const { sid } = await stand.workspace.tasks.create();

    stand.advanceSeconds(119);
    expect((await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("Callbacks");
    stand.advanceSeconds(1);

    expect(await stand.workspace.tasks(sid).fetch()).toMatchObject({
      assignmentStatus: "pending",
      taskQueueFriendlyName: "Everyone",
    });
  });

  test("cancel a task whose last step passed while nobody answered the offer", async () => {
    const stand = aStand();
    await useRouting(stand, [{ expression: "1==1", targets: [{ queue: callbacks(stand), timeout: 30 }] }]);
    setActivity(stand, "available");
    const { sid } = await stand.workspace.tasks.create();

    stand.advanceSeconds(120);

    expect(await stand.workspace.tasks(sid).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task canceled on Workflow timeout",
    });
  });

  test("lead to the default filter when all are skipped", async () => {
    const stand = aStand();
    const target = { queue: callbacks(stand), timeout: 60, skip_if: "1==1" };
    await useRouting(stand, [{ expression: "1==1", targets: [target] }], everyone(stand));

    const task = await stand.workspace.tasks.create();

    expect(task).toMatchObject({ assignmentStatus: "pending", taskQueueFriendlyName: "Everyone" });
  });

  test("begin again after a change of the workflow, if the request says so", async () => {
    const stand = aStand();
    const { sid } = await stand.workspace.tasks.create({ attributes: callback(2) });
    const workflow = stand.workspace.workflows(stand.twilio.account.workflowSid);
    const configuration = configurationOf([], everyone(stand));

    await workflow.update({ configuration });
    expect((await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("Callbacks");
    await workflow.update({ configuration, reEvaluateTasks: "true" });

    expect((await stand.workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("Everyone");
  });

  test("cannot be none: a task that matches no filter is canceled", async () => {
    const stand = aStand();
    await useRouting(stand, [{ expression: "vip == true", targets: [{ queue: everyone(stand) }] }]);

    expect((await stand.workspace.tasks.create()).assignmentStatus).toBe("canceled");
  });
});

describe("a workflow that is not valid", () => {
  it.each([
    ["no JSON", () => "{"],
    ["no routing", () => "{}"],
    [
      "an expression that does not parse",
      (stand: Stand) => configurationOf([{ expression: "a-b == 1", targets: [{ queue: everyone(stand) }] }]),
    ],
    [
      "a queue that there is not",
      () => configurationOf([{ expression: "1==1", targets: [{ queue: `WQ${"0".repeat(32)}` }] }]),
    ],
    [
      "a first target without a queue",
      () => configurationOf([{ expression: "1==1", targets: [{ timeout: 5 }] }]),
    ],
    [
      "a time-out of nothing",
      (stand: Stand) =>
        configurationOf([{ expression: "1==1", targets: [{ queue: everyone(stand), timeout: 0 }] }]),
    ],
  ])("%s is refused", async (_name, write) => {
    const stand = aStand();
    const workflow = { friendlyName: "Broken", configuration: write(stand) };

    expect(await refusal(stand.workspace.workflows.create(workflow))).toMatchObject({
      status: 400,
      code: 20001,
    });
  });
});

type Filter = { readonly expression: string; readonly targets: readonly Record<string, unknown>[] };

function configurationOf(filters: readonly Filter[], defaultQueue?: string): string {
  const routing = {
    filters,
    ...(defaultQueue === undefined ? {} : { default_filter: { queue: defaultQueue } }),
  };

  return JSON.stringify({ task_routing: routing });
}

async function useRouting(stand: Stand, filters: readonly Filter[], defaultQueue?: string): Promise<void> {
  const configuration = configurationOf(filters, defaultQueue);
  await stand.workspace.workflows(stand.twilio.account.workflowSid).update({ configuration });
}

function callbacks({ twilio }: Stand): string {
  return twilio.account.taskQueueSid;
}

function everyone({ twilio }: Stand): string {
  return twilio.account.everyoneQueueSid;
}

async function statusOf({ workspace }: Stand, sid: string): Promise<string> {
  return (await workspace.tasks(sid).fetch()).assignmentStatus;
}

async function offeredTo({ workspace }: Stand, sid: string): Promise<readonly string[]> {
  return (await workspace.tasks(sid).reservations.list({ pageSize: 50 } as never)).map(
    (each) => each.workerSid,
  );
}

/** The agent accepts and completes the task that was offered; its SID is the answer. */
async function takeAndComplete({ twilio, workspace }: Stand, taskSid?: string): Promise<string> {
  const pending = [...twilio.store.state.reservations.values()].filter((each) => each.status === "pending");
  const offered = pending.find((each) => taskSid === undefined || each.taskSid === taskSid);
  if (!offered) throw new Error("Nothing was offered.");
  await workspace.tasks(offered.taskSid).reservations(offered.sid).update({ reservationStatus: "accepted" });
  await workspace.tasks(offered.taskSid).update({ assignmentStatus: "completed", reason: "done" });

  return offered.taskSid;
}
