import { describe, expect, it } from "vitest";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { MemoryAgents } from "../../src/adapters/memory/memory-agents.ts";
import { MemoryAnnouncements } from "../../src/adapters/memory/memory-announcements.ts";
import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import { MemoryLedger } from "../../src/adapters/memory/memory-ledger.ts";
import { MemoryQueue } from "../../src/adapters/memory/memory-queue.ts";
import { MemoryTaskHistory } from "../../src/adapters/memory/memory-task-history.ts";
import { SeededChance } from "../../src/adapters/memory/seeded-chance.ts";
import { describeAgents } from "../contracts/agents.contract.ts";
import { describeAnnouncements } from "../contracts/announcements.contract.ts";
import { describeCallbackTasks } from "../contracts/callback-tasks.contract.ts";
import { describeChance } from "../contracts/chance.contract.ts";
import { describeClock } from "../contracts/clock.contract.ts";
import { describeLedger } from "../contracts/ledger.contract.ts";
import { describeLog } from "../contracts/log.contract.ts";
import { describeTaskHistory } from "../contracts/task-history.contract.ts";
import { anAgent, anId, aRequest, aSupervisor } from "../support/requests.ts";

describeCallbackTasks("MemoryCallbackTasks", () => {
  const queue = new MemoryQueue();

  return {
    tasks: new MemoryCallbackTasks(queue),
    workflowId: anId("WW"),
    workers: [anId("WK", 1), anId("WK", 2)],
    agents: {
      offer: (id) => queue.offer(id),
      accept: (id, workerId) => queue.accept(id, workerId),
      handOver: (id, workerId) => queue.handOver(id, workerId),
      wrapUp: (id) => queue.wrapUp(id),
      finish: (id) => queue.finish(id),
      remove: (id) => queue.remove(id),
      open: () => queue.open(),
    },
    addForeignTask: () => queue.addOtherWork(),
    cutOff: () => queue.cutOff(),
  };
}, [
  {
    reason: "in memory no answer is lost",
    tests: [
      "makes a task of an answer that never came, and only one",
      "does not take another try's task for the one whose answer was lost",
      "makes a change once whose answer was lost",
    ],
  },
]);

describeTaskHistory("MemoryTaskHistory", () => {
  const clock = new ManualClock();
  const queue = new MemoryQueue(() => clock.now());

  return {
    history: new MemoryTaskHistory(queue, 3),
    tasks: new MemoryCallbackTasks(queue),
    workflowId: anId("WW"),
    workerId: anId("WK", 1),
    agents: { accept: (id, workerId) => queue.accept(id, workerId), finish: (id) => queue.finish(id) },
    drop: (id) => queue.drop(id),
    remove: (id) => queue.remove(id),
    endForeignTask: () => queue.drop(queue.addOtherWork()),
    now: () => clock.now(),
    letPass: (milliseconds) => clock.advance(milliseconds),
    cutOff: () => queue.cutOff(),
  };
});

describeLedger("MemoryLedger", () => {
  const clock = new ManualClock();
  const ledger = new MemoryLedger(clock);

  return {
    ledger,
    elsewhere: new MemoryLedger(clock, ledger.book),
    now: () => clock.now(),
    letPass: (milliseconds) => clock.advance(milliseconds),
    cutOff: () => ledger.book.cutOff(),
  };
}, [
  {
    reason: "in memory no answer is lost",
    tests: [
      "finds its own claim again when the answer was lost",
      "finds its own write again when the answer was lost",
    ],
  },
]);

describeChance("SeededChance", () => new SeededChance());

describeAnnouncements("MemoryAnnouncements", () => {
  const announcements = new MemoryAnnouncements();

  return {
    announcements,
    taken: () => announcements.told,
    goAway: () => announcements.goAway(),
    comeBack: () => announcements.comeBack(),
  };
});

describeAgents("MemoryAgents", () => {
  const agents = new MemoryAgents();
  const signedIn = (agent = anAgent()) => ({ agent, token: agents.signIn(agent) });
  const { workerId: _, ...withoutWorker } = anAgent({ name: "Back office" });
  const expiredToken = agents.signIn(anAgent());
  agents.expire(expiredToken);

  return {
    agents,
    known: {
      agent: signedIn(),
      supervisor: signedIn(aSupervisor({ roles: ["agent", "supervisor"] })),
      withoutWorker: signedIn(withoutWorker),
    },
    expiredToken,
    foreignToken: new MemoryAgents().signIn(anAgent({ name: "Somebody else" })),
    cutOff: () => agents.cutOff(),
  };
});

describeClock("ManualClock", () => {
  const clock = new ManualClock();

  return { clock, letPass: (milliseconds) => clock.advance(milliseconds) };
});

describeLog("CollectedLog", () => {
  const log = new CollectedLog();

  return { log, written: () => log.entries.map((entry) => JSON.stringify(entry)).join("\n") };
});

async function added(tasks: MemoryCallbackTasks, request = aRequest()): Promise<string> {
  const outcome = await tasks.add({ request, madeBy: "me" }, 1_000);
  if (outcome.kind !== "added") throw new Error(outcome.kind);

  return outcome.taskId;
}

describe("MemoryQueue", () => {
  it("refuses to accept a task twice, to wrap up a task that no agent holds, or to finish one that waits", async () => {
    const queue = new MemoryQueue();
    const tasks = new MemoryCallbackTasks(queue);
    const [taken, waiting] = [await added(tasks), await added(tasks)];
    queue.accept(taken, "WK1");

    expect(() => queue.accept(taken, "WK2")).toThrow(`${taken} is assigned; expected waiting or offered`);
    expect(() => queue.wrapUp(waiting)).toThrow(`${waiting} is waiting`);
    expect(() => queue.finish(waiting)).toThrow(`${waiting} is waiting`);
    expect(() => queue.accept("no-such-task", "WK1")).toThrow("no-such-task is not in the queue");
  });

  it("is seen alike by every process that shares it", async () => {
    const queue = new MemoryQueue();
    const id = await added(new MemoryCallbackTasks(queue), aRequest({ key: "k-1" }));

    expect(await new MemoryCallbackTasks(queue).look({ key: "k-1" }, "newest")).toMatchObject({
      tasks: [{ id }],
    });
  });

  it("returns copies: changing one does not change the queue", async () => {
    const tasks = new MemoryCallbackTasks();
    const attributes = { skills: ["billing"] };
    const id = await added(tasks, aRequest({ attributes }));
    attributes.skills.push("changed after adding");

    const found = await tasks.find(id);
    found?.task.request.receivedAt.setTime(0);

    expect((await tasks.find(id))?.task.request).toStrictEqual(
      aRequest({ attributes: { skills: ["billing"] } }),
    );
  });

  it("can be reached again after it was cut off", async () => {
    const queue = new MemoryQueue();
    queue.cutOff();
    queue.restore();

    await expect(added(new MemoryCallbackTasks(queue))).resolves.toBeDefined();
  });
});

describe("SeededChance", () => {
  it("draws the same again from the same seed, and something else from its neighbour", () => {
    const drawn = (seed: number) => {
      const chance = new SeededChance(seed);
      return [chance.fraction(), chance.id(), chance.fraction()];
    };

    expect(drawn(7)).toStrictEqual(drawn(7));
    expect(drawn(8)).not.toStrictEqual(drawn(7));
  });
});

describe("ManualClock", () => {
  it("runs work through all its pauses, and stops at the end of the last one", async () => {
    const clock = new ManualClock(new Date(0));
    const work = (async () => {
      await clock.pause(700);
      await clock.pause(700);
      return clock.now().getTime();
    })();

    expect(await clock.runUntilSettled(work)).toBe(1400);
    expect(clock.now().getTime()).toBe(1400);
  });

  it("gives two who pause at once the same time, not twice as much", async () => {
    const clock = new ManualClock(new Date(0));
    await clock.runUntilSettled(Promise.all([clock.pause(500), clock.pause(500)]));

    expect(clock.now().getTime()).toBe(500);
  });

  it("passes on the error of the work", async () => {
    const clock = new ManualClock();
    const work = clock.pause(5).then(() => Promise.reject(new Error("too bad")));

    await expect(clock.runUntilSettled(work)).rejects.toThrow("too bad");
  });

  it("says so when the work waits for something that time does not bring", async () => {
    const never = new Promise(() => undefined);

    await expect(new ManualClock().runUntilSettled(never)).rejects.toThrow("something other than time");
  });
});
