import { describe, expect, it } from "vitest";
import { anAgent, anInput } from "../../support/requests.ts";
import { Centre, taskIdOf } from "../centre.ts";

const agent = anAgent({ workerId: "WK1" });

describe("the report of what was asked for", () => {
  it("tells what became of each request, from the queue's own log and from what is open", async () => {
    const centre = new Centre({ timeZone: "UTC" });
    const since = centre.clock.now();
    const { requestCallback, recordAttempt, requeueCallback, closeCallback, reportRequests } =
      centre.process();
    const ask = async (contactNumber: string) =>
      taskIdOf(await centre.run(requestCallback(anInput({ contactNumber }))));

    const reached = await ask("+14155550101");
    const later = await ask("+14155550102");
    await ask("+14155550103");
    await centre.clock.advance(300_000);
    for (const id of [reached, later]) {
      centre.queue.accept(id, "WK1");
      const outcome = id === reached ? "answered" : "busy";
      await centre.run(recordAttempt(id, { outcome, callTaskId: `call-${id}` }, agent));
    }
    await centre.run(closeCallback(reached, "reached", agent));
    await centre.run(requeueCallback(later, agent));
    centre.queue.finish(later);

    const report = await centre.run(reportRequests(since, "agent"));

    expect(report.total).toMatchObject({
      asked: 3,
      reached: 1,
      reachedPercent: 33,
      reachedAtFirst: 1,
      open: 2,
      firstCallMedian: 300,
    });
    expect(report.parts.map(({ name, figures }) => [name, figures.asked])).toStrictEqual([
      ["", 1],
      ["Agent One", 2],
    ]);
    expect(report.reachedMeanwhile).toBe(1);
  });

  it("names the queues as people do, and by their ids those that nobody can name", async () => {
    const centre = new Centre({ timeZone: "UTC" });
    const since = centre.clock.now();
    const { requestCallback, reportRequests } = centre.process();
    for (const workflowId of ["WW1", "WW2", "WW3", undefined])
      await centre.run(
        requestCallback(anInput({ requestId: `${workflowId}`, ...(workflowId && { workflowId }) })),
      );
    centre.workflows.names.set("WW1", "Support").set("WW2", "Sales");

    const named = async () =>
      (await centre.run(reportRequests(since, "queue"))).parts.map(({ name, id }) => [name, id]);
    expect(await named()).toStrictEqual([
      ["", undefined],
      ["Sales", "WW2"],
      ["Support", "WW1"],
      ["WW3", undefined],
    ]);

    centre.workflows.isAway = true;
    expect((await named()).map(([name]) => name)).toStrictEqual(["", "WW1", "WW2", "WW3"]);
  });

  it("is unavailable when the queue cannot be asked", async () => {
    const centre = new Centre();
    centre.queue.cutOff();

    await expect(centre.process().reportRequests(new Date(0))).rejects.toMatchObject({
      name: "Unavailable",
      message: "The queue is cut off",
    });
  });
});
