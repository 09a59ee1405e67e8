import { beforeEach, describe, expect, it } from "vitest";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import type { ServedCall } from "../../src/domain/served.ts";
import type { MemoryPolicy } from "../../src/entrypoints/memory.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { aNumber, anAgent, anInput } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { aTalk } from "./served-calls.ts";

const MINUTE_MS = 60_000;
const SALES = "+14155550198";
const agent = anAgent({ workerId: "WK1" });
let centre: Centre;
beforeEach(() => {
  centre = new Centre();
});

async function ask(details: Parameters<typeof anInput>[0] = {}): Promise<string> {
  const taskId = taskIdOf(await centre.run(centre.process().requestCallback(anInput(details))));
  await centre.clock.advance(10 * MINUTE_MS);

  return taskId;
}

const talk = (details?: Partial<ServedCall>) => aTalk(centre, details);
const hear = (call: ServedCall, options: Parameters<Centre["process"]>[0] = {}) =>
  centre.run(centre.process(options).takeEvents([], [call]));
const withPolicy = (policy: Partial<MemoryPolicy>) => {
  centre = new Centre(policy);
};

describe("A contact who calls by themselves and speaks with an agent", () => {
  it("is not called any more for what waits", async () => {
    const taskId = await ask();
    await hear(await talk());

    expect(await centre.openTasks()).toStrictEqual([]);
    expect((await centre.find(taskId))?.request.end).toMatchObject({ how: "canceled", reason: "served" });
  });

  it("is not called for what is being offered, whose end is told as theirs", async () => {
    const taskId = await ask();
    centre.queue.offer(taskId);
    await hear(await talk());
    const events = centre.queue.history().filter(({ kind }) => kind === "ended");
    await centre.run(centre.process().takeEvents(events));

    expect(await centre.openTasks()).toStrictEqual([]);
    expect(centre.announcements.told.filter(({ kind }) => kind === "callback.ended")).toMatchObject([
      { data: { how: "canceled", reason: "served" } },
    ]);
  });

  it("is left to the agent who has the callback, who sees when they spoke", async () => {
    const taskId = await ask();
    centre.queue.accept(taskId, "WK1");
    const call = await talk();
    await hear(call);

    const [task] = await centre.openTasks();
    expect(task).toMatchObject({ id: taskId, state: "assigned", request: { servedAt: call.endedAt } });
    expect(task?.request.end).toBeUndefined();
  });

  it("is seen to have spoken on the next task too, if the agent puts the callback back", async () => {
    const taskId = await ask();
    centre.queue.accept(taskId, "WK1");
    const call = await talk();
    await hear(call);
    const put = taskIdOf(await centre.run(centre.process().requeueCallback(taskId, agent)));

    expect((await centre.find(put))?.request.servedAt).toStrictEqual(call.endedAt);
  });

  it("is called all the same if that agent puts the callback back, though the call is told once more", async () => {
    const taskId = await ask();
    centre.queue.accept(taskId, "WK1");
    const call = await talk();
    await hear(call);
    await centre.run(centre.process().requeueCallback(taskId, agent));
    centre.queue.finish(taskId);
    await hear(call);

    expect(await centre.openTasks()).toMatchObject([{ after: taskId }]);
  });

  it("counts for what was put back, too, and may be told again and again", async () => {
    const first = await ask();
    centre.queue.accept(first, "WK1");
    await centre.run(centre.process().requeueCallback(first, agent));
    centre.queue.finish(first);
    const call = await talk();
    await hear(call);
    await hear(call);

    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("is called all the same for what they ask for afterwards, though the call is told once more", async () => {
    await ask();
    const call = await talk();
    await hear(call);
    const again = await ask();
    await hear(call);

    expect(await centre.openTasks()).toMatchObject([{ id: again }]);
  });

  it("is called where they agreed upon it while they talked", async () => {
    const call = await talk();
    const agreed = await ask();
    await hear({ ...call, endedAt: centre.clock.now() });

    expect(await centre.openTasks()).toMatchObject([{ id: agreed }]);
  });
});

describe("Somebody is called all the same", () => {
  it("who asked another department: another number was called", async () => {
    await ask();
    await hear(await talk({ calledNumber: aNumber(SALES) }));

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("who asked another department, told by an attribute, or the call does not tell which", async () => {
    withPolicy({ duplicatesBy: ["department"] });
    await ask({ attributes: { department: "support" } });
    await hear(await talk({ attributes: { department: "sales" } }));
    await hear(await talk());
    expect(await centre.openTasks()).toHaveLength(1);

    await hear(await talk({ attributes: { department: "support" } }));
    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("who waits in another workflow, unless that takes callbacks too", async () => {
    const workflowId = `WW${"2".repeat(32)}`;
    await ask({ workflowId });
    await hear(await talk());
    expect(await centre.openTasks()).toHaveLength(1);

    await hear(await talk(), { policy: { callbackWorkflows: [workflowId] } });
    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("whose number many people share", async () => {
    withPolicy({ duplicates: "allow" });
    await ask();
    await hear(await talk());

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("where there is no ledger, or the contact centre wants it so", async () => {
    await ask();
    await hear(await talk(), { ledger: new NoLedger(centre.chance) });
    await hear(await talk(), { policy: { whenServed: "keep" } });

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("until the ledger can be asked: the events come again", async () => {
    await ask();
    const call = await talk();
    centre.ledgerBook.cutOff();
    await expect(hear(call)).rejects.toBeInstanceOf(Unavailable);
    expect(await centre.openTasks()).toHaveLength(1);
    centre.ledgerBook.restore();
    await hear(call);

    expect(await centre.openTasks()).toStrictEqual([]);
  });
});
