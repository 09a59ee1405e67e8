import { describe, expect, it } from "vitest";
import { anAgent, aRequest, aSupervisor } from "../support/requests.ts";
import { centreWithAcceptedTask } from "./accepted-task.ts";
import { Centre } from "./centre.ts";

const agent = anAgent({ workerId: "WK1" });

describe("closing a callback", () => {
  it("ends the task of the agent who holds it, and no other", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const other = await centre.tasks.add(aRequest());

    expect(await centre.process().closeCallback(id, "reached", agent)).toStrictEqual({ kind: "closed" });
    expect(centre.queue.open()).toStrictEqual([other]);
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
    const watched = centre.interruptedProcess({ when: "before", method: "complete" }, async () => {
      asked.push("complete");
    });

    await watched.closeCallback(foreign, "reached", agent);
    expect(asked).toStrictEqual([]);
    expect(centre.queue.open()).toStrictEqual([foreign]);
  });
});
