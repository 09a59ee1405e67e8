import { describe, expect, it } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anInput } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const SOON_MS = 60_000;

async function asked(centre = new Centre()) {
  return { centre, taskId: taskIdOf(await centre.run(centre.process().requestCallback(anInput()))) };
}

/** The queue tells what was made, once more or late. */
async function hearOfMade(centre: Centre): Promise<void> {
  await centre.clock.advance(SOON_MS);
  const made = centre.queue.history().filter(({ kind }) => kind === "created");
  await centre.run(centre.process().takeEvents(made));
}

const openIds = async (centre: Centre) => (await centre.openTasks()).map(({ id }) => id);

describe("A task of which the queue tells that it was made", () => {
  it("makes way at once for the one that its request has already", async () => {
    const { centre, taskId } = await asked();
    const first = await centre.find(taskId);
    if (!first) throw new Error("It waits");
    await centre.put(first.request);
    await hearOfMade(centre);

    expect(await openIds(centre)).toStrictEqual([taskId]);
  });

  it("is noted in the ledger where that was away, so that whoever asks again joins it", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const { taskId } = await asked(centre);
    centre.ledgerBook.restore();
    await hearOfMade(centre);

    const key = (await centre.find(taskId))?.request.key ?? "";
    expect(centre.ledgerBook.entry(key)?.content.taskId).toBe(taskId);
    expect((await asked(centre)).taskId).toBe(taskId);
  });

  it("is noted on the one that it follows, where whoever made it died over that", async () => {
    const { centre, taskId } = await asked();
    centre.queue.accept(taskId, "WK1");
    const dying = centre.interruptedProcess({ when: "after", method: "add" }, death);
    void dying.requeueCallback(taskId, anAgent({ workerId: "WK1" }));
    await hearOfMade(centre);

    const next = (await openIds(centre)).find((id) => id !== taskId);
    expect(next).toBeDefined();
    expect((await centre.find(taskId))?.mark?.next).toBe(next);
  });

  it("is left alone where all is well, and so is one of which is told long after", async () => {
    const { centre, taskId } = await asked();
    centre.queue.accept(taskId, "WK1");
    const put = taskIdOf(
      await centre.run(centre.process().requeueCallback(taskId, anAgent({ workerId: "WK1" }))),
    );
    centre.queue.finish(taskId);
    await hearOfMade(centre);
    await hearOfMade(centre);

    expect(await openIds(centre)).toStrictEqual([put]);
  });

  it("costs the queue no question where the ledger knows it", async () => {
    const { centre, taskId } = await asked();
    const [made] = centre.queue.history();
    if (!made) throw new Error("It was made");
    const blind = centre.interruptedProcess({ when: "before", method: "look" }, () =>
      Promise.reject(new Unavailable("The queue is busy")),
    );
    await centre.run(blind.takeEvents([made]));

    expect(await openIds(centre)).toStrictEqual([taskId]);
    expect(centre.log.events).toStrictEqual([]);
  });

  it("is left as it is where the queue is too busy for a look, and the log says so", async () => {
    const { centre, taskId } = await asked();
    const first = await centre.find(taskId);
    if (!first) throw new Error("It waits");
    const second = await centre.put(first.request);
    const blind = centre.interruptedProcess({ when: "before", method: "look" }, () =>
      Promise.reject(new Unavailable("The queue is busy")),
    );
    await centre.run(blind.takeEvents(centre.queue.history().slice(-1)));

    expect(centre.log.entries).toMatchObject([
      { level: "warn", event: "request.not-tidied", details: { taskId: second } },
    ]);
  });

  it("is left to others where the ledger or the queue is away: nothing waits for it", async () => {
    const { centre, taskId } = await asked();
    const first = await centre.find(taskId);
    if (!first) throw new Error("It waits");
    const second = await centre.put(first.request);
    centre.ledgerBook.cutOff();
    await hearOfMade(centre).catch(() => undefined);
    centre.ledgerBook.restore();
    centre.queue.cutOff();
    await hearOfMade(centre);
    centre.queue.restore();

    expect((await openIds(centre)).sort()).toStrictEqual([taskId, second].sort());
  });
});
