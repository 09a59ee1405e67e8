import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../src/adapters/memory/memory-ledger.ts";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import type { SweepOptions, SweepStep } from "../../src/application/sweep.ts";
import { lastSweep, readSwept } from "../../src/application/swept.ts";
import type { ServedCall } from "../../src/domain/served.ts";
import type { MemoryProcess } from "../../src/entrypoints/memory.ts";
import { anAgent, anId, anInput } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";
import { aTalk } from "./served-calls.ts";

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

  it("tells again of what the receiver did not take, from where it stopped, and names it", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    centre.announcements.goAway();
    expect(await swept(centre)).toContainEqual(expect.objectContaining({ kind: "failed", taskId }));
    expect(centre.log.entries).toMatchObject([{ event: "task.not-followed", details: { taskId } }]);
    centre.announcements.comeBack();
    await passHours(centre, 48);
    await swept(centre);

    expect(centre.announcements.told).toMatchObject([{ kind: "callback.requested", request: taskId }]);
  });

  it("tells of an end that no event told", async () => {
    const { centre, taskId } = await asked();
    await centre.tasks.end(taskId, "not wanted");
    await swept(centre);

    expect(centre.announcements.told).toContainEqual(
      expect.objectContaining({ kind: "callback.ended", data: expect.objectContaining({ how: "canceled" }) }),
    );
  });

  it("tells nobody, and notes nothing, when it is a rehearsal", async () => {
    const { centre, taskId } = await asked();
    const { request } = (await centre.find(taskId)) ?? {};
    const second = request && (await centre.put(request));
    centre.queue.drop(taskId);

    expect(await swept(centre, { rehearse: true })).toContainEqual(
      expect.objectContaining({ kind: "later", taskId }),
    );
    expect(centre.announcements.told).toStrictEqual([]);
    expect(centre.queue.open()).toStrictEqual([second]);
    expect(await lastSweep(new MemoryLedger(centre.clock, centre.ledgerBook))).toBeUndefined();
  });

  it("notes how far it came, and when", async () => {
    const { centre } = await asked();
    await passHours(centre, 1);
    const at = centre.clock.now();
    await swept(centre);
    const ledger = new MemoryLedger(centre.clock, centre.ledgerBook);

    expect(await lastSweep(ledger)).toStrictEqual(at);
    expect(await readSwept(ledger)).toBeInstanceOf(Date);
    expect(await ledger.read("sweep")).toMatchObject({ entry: { busy: false } });
    expect(centre.log.entries).toStrictEqual([]);
  });

  it("says in the log that it could not note how far it came", async () => {
    const { centre } = await asked();
    await passHours(centre, 1);
    centre.ledgerBook.cutOff();
    await swept(centre);

    expect(centre.log.entries).toContainEqual(
      expect.objectContaining({
        level: "warn",
        event: "ledger.not-noted",
        details: { until: expect.any(String) },
      }),
    );
  });

  it("ends what waits for a contact who was spoken to, and says so", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    const call = await aTalk(centre);

    expect(await swept(centre, {}, centre.process(), [call])).toContainEqual({ kind: "served", taskId });
    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("ends it later where the ledger is away", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    const call = await aTalk(centre);
    centre.ledgerBook.cutOff();
    const steps = await swept(centre, {}, centre.process(), [call]);
    centre.ledgerBook.restore();

    expect(steps).toContainEqual(expect.objectContaining({ kind: "failed", taskId: call.taskId }));
    expect((await centre.openTasks()).map(({ id }) => id)).toStrictEqual([taskId]);
  });

  it("ends nothing when it is a rehearsal", async () => {
    const { centre, taskId } = await asked();
    await passHours(centre, 1);
    const call = await aTalk(centre);
    await swept(centre, { rehearse: true }, centre.process(), [call]);

    expect((await centre.openTasks()).map(({ id }) => id)).toStrictEqual([taskId]);
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

/** @param calls the log tells of these beside the tasks */
function swept(
  centre: Centre,
  options: SweepOptions = {},
  process: MemoryProcess = centre.process(),
  calls: readonly ServedCall[] = [],
): Promise<readonly SweepStep[]> {
  if (calls.length > 0) {
    const read = centre.history.read.bind(centre.history);
    centre.history.read = async function* (span) {
      for await (const page of read(span)) yield { ...page, served: calls };
    };
  }

  return centre.run(
    (async () => {
      const steps: SweepStep[] = [];
      for await (const step of process.sweep(options)) steps.push(step);

      return steps;
    })(),
  );
}
