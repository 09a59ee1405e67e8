import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../src/adapters/memory/memory-ledger.ts";
import { makeCancelCallback } from "../../src/application/cancel-callback.ts";
import { makeFindCallback } from "../../src/application/find-callback.ts";
import { FUNCTIONS_PACE } from "../../src/domain/once/pace.ts";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import { anAgent, anInput } from "../support/requests.ts";
import { Centre } from "./centre.ts";
import { InterruptedTasks } from "./interrupted-tasks.ts";

const agent = anAgent({ workerId: "WK1" });

/** A contact who has asked for a callback, and what may be asked for them. */
async function asked(before: (tasks: CallbackTasks) => CallbackTasks = (tasks) => tasks) {
  const centre = new Centre();
  const outcome = await centre.run(centre.process().requestCallback(anInput()));
  const taskId = "taskId" in outcome ? outcome.taskId : "";
  const ledger = new MemoryLedger(centre.clock, centre.ledgerBook);
  const find = makeFindCallback(centre.tasks, ledger, centre.clock, centre.policy);
  const cancel = makeCancelCallback(find, {
    tasks: before(centre.tasks),
    clock: centre.clock,
    pace: FUNCTIONS_PACE,
  });

  return { centre, taskId, find, cancel };
}

describe("finding a contact's callback", () => {
  it("finds the one that waits, and none of somebody else, or of another number that was called", async () => {
    const { find, taskId } = await asked();

    expect(await find(anInput())).toMatchObject({ kind: "found", reading: { task: { id: taskId } } });
    expect(await find(anInput({ contactNumber: "+14155550111" }))).toStrictEqual({ kind: "none" });
    expect(await find(anInput({ callerId: "+14155550111" }))).toStrictEqual({ kind: "none" });
  });

  it("finds the one that was put back", async () => {
    const { centre, find, taskId } = await asked();
    centre.queue.accept(taskId, "WK1");
    const put = await centre.run(centre.process().requeueCallback(taskId, agent));
    centre.queue.finish(taskId);

    expect(await find(anInput())).toMatchObject({
      kind: "found",
      reading: { task: { id: "taskId" in put ? put.taskId : "" } },
    });
  });

  it("finds none that has ended", async () => {
    const { centre, find, taskId } = await asked();
    centre.queue.accept(taskId, "WK1");
    centre.queue.finish(taskId);

    expect((await find(anInput())).kind).toBe("none");
  });

  it("names what is wrong with the question", async () => {
    const { find } = await asked();

    expect(await find(anInput({ contactNumber: "call me" }))).toMatchObject({
      kind: "refused",
      faults: { contactNumber: "not-a-number" },
    });
  });

  it("says that the ledger cannot be asked, and does not say none", async () => {
    const { centre, find } = await asked();
    centre.ledgerBook.cutOff();

    await expect(find(anInput())).rejects.toMatchObject({
      name: "Unavailable",
      message: "The ledger cannot be asked",
    });
  });
});

describe("canceling a contact's callback", () => {
  it("ends it, with a note that the contact wished so", async () => {
    const { centre, cancel, taskId } = await asked();

    expect(await cancel(anInput())).toStrictEqual({ kind: "canceled", taskId, repeated: false });
    expect(centre.queue.open()).toStrictEqual([]);
    expect((await centre.find(taskId))?.request.end).toMatchObject({ how: "canceled", reason: "contact" });
  });

  it("twice is no error, and nothing to cancel is none", async () => {
    const { cancel, taskId } = await asked();
    await cancel(anInput());

    expect(await cancel(anInput())).toStrictEqual({ kind: "canceled", taskId, repeated: true });
    expect(await cancel(anInput({ contactNumber: "+14155550111" }))).toStrictEqual({ kind: "none" });
  });

  it("lets the contact ask again afterwards, as if for the first time", async () => {
    const { centre, cancel } = await asked();
    await cancel(anInput());

    expect((await centre.run(centre.process().requestCallback(anInput()))).kind).toBe("created");
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("does not take it from the agent who has it", async () => {
    const { centre, cancel, taskId } = await asked();
    centre.queue.accept(taskId, "WK1");

    expect(await cancel(anInput())).toStrictEqual({ kind: "with-agent", taskId });
    expect(centre.queue.stateOf(taskId)).toBe("assigned");
    expect((await centre.find(taskId))?.request.end).toBeUndefined();
  });

  it("leaves it to the agent who accepts in that moment, without the note", async () => {
    const { centre, cancel, taskId } = await asked(
      (tasks) =>
        new InterruptedTasks(tasks, { when: "before", method: "end" }, async () =>
          centre.queue.accept(taskId, "WK1"),
        ),
    );

    expect(await cancel(anInput())).toStrictEqual({ kind: "with-agent", taskId });
    expect(centre.queue.stateOf(taskId)).toBe("assigned");
    expect((await centre.find(taskId))?.request.end).toBeUndefined();
  });
});
