import { describe, expect, it } from "vitest";
import { anAgent, aRequest, aSupervisor } from "../support/requests.ts";
import { centreWithAcceptedTask } from "./accepted-task.ts";
import { Centre } from "./centre.ts";

const agent = anAgent({ workerId: "WK1" });

describe("closing a callback", () => {
  it("ends the task of the agent who holds it, and no other", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const other = await centre.put(aRequest());

    expect(await centre.process().closeCallback(id, "reached", agent)).toStrictEqual({ kind: "closed" });
    expect(centre.queue.open()).toStrictEqual([other]);
  });

  it("notes on the task how the request ended, by whom and when", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.process().closeCallback(id, "wrong-number", agent, { complete: false });

    expect((await centre.find(id))?.request.end).toStrictEqual({
      how: "closed",
      reason: "wrong-number",
      at: centre.clock.now(),
      by: agent.name,
    });
    expect(centre.queue.open()).toStrictEqual([id]);
  });

  it("notes it on a task that its desktop completed meanwhile, and keeps the first answer", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    centre.queue.finish(id);
    await centre.process().closeCallback(id, "left-message", agent, { complete: false });
    await centre.process().closeCallback(id, "gave-up", agent, { complete: false });

    expect((await centre.tasks.find(id))?.task.request.end).toMatchObject({ reason: "left-message" });
  });

  it("leaves no note on a task whose request was put back, and ends it", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const outcome = await centre.clock.runUntilSettled(centre.process().requeueCallback(id, agent));
    expect(outcome.kind).toBe("requeued");
    await centre.process().closeCallback(id, "gave-up", agent);

    expect((await centre.find(id))?.request.end).toBeUndefined();
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("leaves nothing behind when the request is put back after all", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.process().closeCallback(id, "gave-up", agent, { complete: false });
    await centre.clock.runUntilSettled(centre.process().requeueCallback(id, agent));
    const [next] = centre.queue.open().filter((open) => open !== id);

    expect((await centre.find(next ?? ""))?.request.end).toBeUndefined();
    expect((await centre.find(id))?.request.end).toBeUndefined();
  });

  it("is open to a supervisor", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();

    expect(await centre.process().closeCallback(id, "reached", aSupervisor())).toStrictEqual({
      kind: "closed",
    });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("is not open to another agent", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();

    expect(await centre.process().closeCallback(id, "reached", anAgent({ workerId: "WK2" }))).toStrictEqual({
      kind: "not-allowed",
    });
    expect(centre.queue.open()).toStrictEqual([id]);
  });

  it("is no error when the callback is closed already, or gone", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.process().closeCallback(id, "reached", agent);
    expect(await centre.process().closeCallback(id, "reached", agent)).toStrictEqual({ kind: "closed" });

    centre.queue.remove(id);
    expect(await centre.process().closeCallback(id, "reached", agent)).toStrictEqual({ kind: "closed" });
  });

  it("asks nothing of the queue for what is no callback: it has no business there", async () => {
    const centre = new Centre();
    const foreign = centre.queue.addOtherWork();
    const asked: string[] = [];
    const watched = centre.interruptedProcess({ when: "before", method: "end" }, async () => {
      asked.push("complete");
    });

    await watched.closeCallback(foreign, "reached", agent);
    expect(asked).toStrictEqual([]);
    expect(centre.queue.open()).toStrictEqual([foreign]);
  });
});
