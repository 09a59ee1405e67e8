import { describe, expect, it } from "vitest";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import type { SweepOptions, SweepStep } from "../../src/application/sweep.ts";
import type { MemoryProcess } from "../../src/entrypoints/memory.ts";
import { anAgent, anId, anInput } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const HOUR_MS = 3_600_000;
const AGENT = anId("WK", 1);

describe("A sweep", () => {
  it("puts back what was asked for on Friday evening, at its old place, when nobody told of its end", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 24);
    centre.queue.drop(taskId);
    await passHours(centre, 39);

    const steps = await swept(centre);

    const [open, ...more] = await centre.openTasks();
    expect(more).toStrictEqual([]);
    expect(open).toMatchObject({ after: taskId, request: { attemptsMade: 0, conversationId: taskId } });
    expect(steps).toContainEqual({ kind: "followed", taskId, nextId: open?.id });
  });

  it("puts back what an agent took home, a day after they took it", async () => {
    const { centre, taskId } = await asked();
    centre.queue.accept(taskId, AGENT);
    await passHours(centre, 25);
    centre.queue.drop(taskId);

    await swept(centre);

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it.each([
    [
      "completed",
      (centre: Centre, id: string) => {
        centre.queue.accept(id, AGENT);
        centre.queue.finish(id);
      },
      "closed",
    ],
    ["canceled", (centre: Centre, id: string) => centre.tasks.end(id, "not wanted"), "canceled"],
  ])("leaves alone what somebody %s, and says how it ended", async (_, end, how) => {
    const { centre, taskId } = await asked();
    await end(centre, taskId);
    await passHours(centre, 1);

    const steps = await swept(centre);

    expect(await centre.openTasks()).toStrictEqual([]);
    expect(steps).toContainEqual({ kind: "ended", taskId, end: expect.objectContaining({ how }) });
  });

  it("puts back once what is told of again and again, though its next task has come and gone", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    centre.queue.drop(taskId);
    await swept(centre);
    const [next] = await centre.openTasks();
    centre.queue.accept(next?.id ?? "", AGENT);
    centre.queue.finish(next?.id ?? "");
    centre.queue.remove(next?.id ?? "");
    await passHours(centre, 1);

    await swept(centre, { since: new Date(0) });

    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("does so too in a contact centre that keeps no ledger", async () => {
    const centre = new Centre();
    const process = centre.process({ ledger: new NoLedger(centre.chance) });
    const { taskId } = await asked(centre, process);
    await passHours(centre, 1);
    centre.queue.drop(taskId);
    await swept(centre, {}, process);
    const [next] = await centre.openTasks();
    centre.queue.accept(next?.id ?? "", AGENT);
    centre.queue.finish(next?.id ?? "");
    centre.queue.remove(next?.id ?? "");
    await passHours(centre, 1);

    await swept(centre, {}, process);

    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("goes on from where the sweep before came to", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    centre.queue.drop(taskId);
    await swept(centre);
    await passHours(centre, 48);

    const steps = await swept(centre);

    expect(steps.filter(({ kind }) => kind !== "read")).toStrictEqual([]);
  });

  it("does what the sweep before could not do", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    centre.queue.drop(taskId);
    centre.ledgerBook.cutOff();
    expect(await swept(centre)).toContainEqual(expect.objectContaining({ kind: "failed", taskId }));
    centre.ledgerBook.restore();
    await passHours(centre, 48);

    await swept(centre);

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("leaves for an hour what a workflow dropped at once, and puts it back afterwards", async () => {
    const { centre, taskId } = await asked();
    centre.queue.drop(taskId);
    expect(await swept(centre)).toContainEqual(expect.objectContaining({ kind: "later", taskId }));
    expect(await centre.openTasks()).toStrictEqual([]);
    await passHours(centre, 2);

    await swept(centre);

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("says that a request has expired whose time is over", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 15 * 24);
    centre.queue.drop(taskId);

    expect(await swept(centre)).toContainEqual(
      expect.objectContaining({ kind: "ended", end: expect.objectContaining({ how: "expired" }) }),
    );
  });

  it("leaves one task of a request that was made twice while the ledger was away", async () => {
    const { centre, taskId } = await asked();
    const first = await centre.find(taskId);
    if (!first) throw new Error("The task is gone");
    await passHours(centre, 1);
    const second = await centre.put(first.request);
    await passHours(centre, 1);

    const steps = await swept(centre);

    expect(steps).toContainEqual({ kind: "joined", taskId: second, keep: taskId });
    expect((await centre.openTasks()).map(({ id }) => id)).toStrictEqual([taskId]);
  });

  it("notes the next task on one that its agent still has, where whoever put it back died over that, and tells of it", async () => {
    const { centre, taskId, next } = await putBackByOneWhoDied();
    await swept(centre);

    expect((await centre.find(taskId))?.mark?.next).toBe(next);
    expect((await centre.openTasks()).map(({ id }) => id).sort()).toStrictEqual([taskId, next].sort());
    centre.queue.finish(taskId);
    await swept(centre);
    expect((await centre.openTasks()).map(({ id }) => id)).toStrictEqual([next]);
    expect(putBacksTold(centre)).toMatchObject([{ data: { taskSid: next } }]);
  });

  it("tells of a put-back whose maker died, though its task has ended and takes no note any more", async () => {
    const { centre, taskId, next } = await putBackByOneWhoDied();
    centre.queue.finish(taskId);
    await swept(centre);

    expect(putBacksTold(centre)).toMatchObject([{ data: { taskSid: next } }]);
  });

  it("notes in the ledger what was made while the ledger was away", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const { taskId } = await asked(centre);
    centre.ledgerBook.restore();
    await passHours(centre, 1);
    await swept(centre);

    const key = (await centre.find(taskId))?.request.key ?? "";
    expect(centre.ledgerBook.entry(key)?.content.taskId).toBe(taskId);
  });

  it("only says what it would do when it is a rehearsal", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 24);
    centre.queue.drop(taskId);

    expect(await swept(centre, { rehearse: true })).toContainEqual({ kind: "followed", taskId });
    expect(await centre.openTasks()).toStrictEqual([]);
    expect(await swept(centre)).toContainEqual(expect.objectContaining({ kind: "followed", taskId }));
  });

  it("that begins later than the one before leaves nothing out for the next", async () => {
    const { centre, taskId } = await asked();
    await swept(centre);
    await passHours(centre, 2);
    centre.queue.drop(taskId);
    await passHours(centre, 2);
    await swept(centre, { since: centre.clock.now() });
    expect(await centre.openTasks()).toStrictEqual([]);

    await swept(centre);

    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("is not possible while the queue cannot be asked", async () => {
    const { centre } = await asked();
    centre.queue.cutOff();

    await expect(swept(centre)).rejects.toMatchObject({
      name: "Unavailable",
      message: "The queue is cut off",
    });
  });
});

/** A contact asks, and waits. */
async function asked(centre = new Centre(), process: MemoryProcess = centre.process()) {
  return { centre, taskId: taskIdOf(await centre.run(process.requestCallback(anInput()))) };
}

/** Whoever puts it back dies after they have made its next task, and before they note it. */
async function putBackByOneWhoDied() {
  const { centre, taskId } = await asked();
  centre.queue.accept(taskId, AGENT);
  void centre
    .interruptedProcess({ when: "after", method: "add" }, death)
    .requeueCallback(taskId, anAgent({ workerId: AGENT }));
  await passHours(centre, 1);
  const next = centre.queue.open().find((id) => id !== taskId) ?? "";

  return { centre, taskId, next };
}

function putBacksTold({ announcements }: Centre) {
  return announcements.told.filter(({ kind }) => kind === "callback.put-back");
}

async function passHours(centre: Centre, hours: number): Promise<void> {
  await centre.clock.advance(hours * HOUR_MS);
}

function swept(
  centre: Centre,
  options: SweepOptions = {},
  process: MemoryProcess = centre.process(),
): Promise<readonly SweepStep[]> {
  return centre.run(
    (async () => {
      const steps: SweepStep[] = [];
      for await (const step of process.sweep(options)) steps.push(step);

      return steps;
    })(),
  );
}
