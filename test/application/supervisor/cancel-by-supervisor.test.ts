import { describe, expect, it } from "vitest";
import { anAgent, anInput, aRequest, aSupervisor } from "../../support/requests.ts";
import { Centre, taskIdOf } from "../centre.ts";
import type { Moment } from "../interrupted-tasks.ts";

const supervisor = aSupervisor();

describe("a supervisor who cancels a request", () => {
  it("ends its task, with the end noted on it, and nobody calls", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());

    const outcome = await centre.run(centre.process().cancelBySupervisor(id, supervisor, "Wrote an e-mail"));

    expect(outcome).toStrictEqual({ kind: "canceled", repeated: false });
    expect(await centre.find(id)).toMatchObject({
      state: "canceled",
      request: { end: { how: "canceled", reason: "supervisor", at: centre.clock.now(), by: "Supervisor" } },
    });
    expect(centre.queue.open()).toStrictEqual([]);
    expect(centre.log.entries).toMatchObject([
      { event: "callback.canceled", details: { taskId: id, by: "Supervisor" } },
    ]);
  });

  it("may do it twice", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());
    const { cancelBySupervisor } = centre.process();
    await centre.run(cancelBySupervisor(id, supervisor, "Wrote an e-mail"));

    expect(await cancelBySupervisor(id, supervisor, "Wrote an e-mail")).toStrictEqual({
      kind: "canceled",
      repeated: true,
    });
  });

  it("finds that of two who do it at once, both succeed", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());

    const outcomes = await centre.run(
      Promise.all([
        centre.process().cancelBySupervisor(id, supervisor, "One"),
        centre.process().cancelBySupervisor(id, aSupervisor({ name: "Other" }), "Other"),
      ]),
    );

    expect(outcomes.map(({ kind }) => kind)).toStrictEqual(["canceled", "canceled"]);
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("is told that an agent has it, and the agent's task stays as it was", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());
    centre.queue.accept(id, "WK1");
    const before = await centre.find(id);

    const outcome = await centre.process().cancelBySupervisor(id, supervisor, "Too late");

    expect(outcome).toStrictEqual({ kind: "taken", state: "assigned" });
    expect(await centre.find(id)).toStrictEqual(before);
  });

  it.each<Moment>([
    { when: "before", method: "change" },
    { when: "after", method: "change" },
    { when: "before", method: "end" },
  ])("is told so when an agent accepts $when $method", async (moment) => {
    const centre = new Centre();
    const id = await centre.put(aRequest());
    const process = centre.interruptedProcess(moment, async () => centre.queue.accept(id, "WK1"));

    const outcome = await centre.run(process.cancelBySupervisor(id, supervisor, "At once"));

    expect(outcome).toStrictEqual({ kind: "taken", state: "assigned" });
    expect(await centre.find(id)).toMatchObject({ state: "assigned" });
    expect((await centre.find(id))?.request.end).toBeUndefined();
  });

  it("lets the contact ask again afterwards", async () => {
    const centre = new Centre();
    const { requestCallback, cancelBySupervisor } = centre.process();
    const id = taskIdOf(await centre.run(requestCallback(anInput())));
    await centre.run(cancelBySupervisor(id, supervisor, "Wrote an e-mail"));

    const again = await centre.run(requestCallback(anInput()));

    expect(again.kind).toBe("created");
    expect(centre.queue.open()).toStrictEqual([taskIdOf(again)]);
  });

  it("keeps the request canceled, though somebody who was moving it died", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());
    const at = new Date(centre.clock.now().getTime() - 60_000);
    await centre.tasks.change(id, () => ({ mark: { id: "dead", at, why: "move" } }));

    await centre.run(centre.process().cancelBySupervisor(id, supervisor, "Wrote an e-mail"));

    expect(await centre.find(id)).toMatchObject({ state: "canceled" });
    expect((await centre.find(id))?.mark).toBeUndefined();
  });

  it("needs the right to", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());

    expect(await centre.process().cancelBySupervisor(id, anAgent(), "Mine")).toStrictEqual({
      kind: "not-allowed",
    });
    expect(centre.queue.open()).toStrictEqual([id]);
  });

  it("is told that there is no such task, or that it has ended", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());
    centre.queue.accept(id, "WK1");
    centre.queue.finish(id);
    const { cancelBySupervisor } = centre.process();

    expect(await cancelBySupervisor(id, supervisor, "Late")).toStrictEqual({ kind: "ended" });
    expect(await cancelBySupervisor("task-9", supervisor, "Late")).toStrictEqual({ kind: "task-not-found" });
  });
});
