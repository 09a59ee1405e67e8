import { describe, expect, it } from "vitest";
import { wasCalled } from "../../src/domain/retry/requeue.ts";
import { aNumber, anAgent, anAttempt, anId, anInput, aSupervisor } from "../support/requests.ts";
import { centreWithAcceptedTask, newTask } from "./accepted-task.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death, InterruptedTasks } from "./interrupted-tasks.ts";

const agent = anAgent({ name: "Agent One", workerId: "WK1" });

describe("recording what came of a call", () => {
  it("notes the outcome, the agent and the time on the callback", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.clock.advance(60_000);
    const call = { outcome: "busy", callTaskId: anId("WT", 9) } as const;

    expect(await centre.process().recordAttempt(id, call, agent)).toStrictEqual({ kind: "recorded" });
    expect((await centre.find(id))?.request.attempts).toStrictEqual([
      { at: centre.clock.now(), agent: "Agent One", outcome: "busy", number: 1, callTaskId: anId("WT", 9) },
    ]);
  });

  it("notes which other number was called", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const numberCalled = aNumber("+14155550177");
    await centre.process().recordAttempt(id, { outcome: "placed", numberCalled }, agent);

    expect((await centre.find(id))?.request.attempts).toStrictEqual([
      { at: centre.clock.now(), agent: "Agent One", number: 1, numberCalled },
    ]);
  });

  it("takes a call back that the telephone system refused, and no other one", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const { recordAttempt } = centre.process();
    await recordAttempt(id, { outcome: "placed" }, agent);
    await recordAttempt(id, { outcome: "busy", callTaskId: anId("WT", 9) }, agent);
    await recordAttempt(id, { outcome: "placed" }, agent);
    await recordAttempt(id, { outcome: "not-placed" }, agent);

    expect((await centre.find(id))?.request.attempts).toMatchObject([{ outcome: "busy" }]);
  });

  it("tells the calls of one attempt from those of the next", async () => {
    const { centre, old: id } = await centreWithAcceptedTask({ attemptsMade: 2 });
    await centre.process().recordAttempt(id, { outcome: "busy", callTaskId: anId("WT", 8) }, agent);
    await centre.process().recordAttempt(id, { outcome: "no-answer", callTaskId: anId("WT", 9) }, agent);

    expect((await centre.find(id))?.request.attempts.map(({ number }) => number)).toStrictEqual([3, 3]);
  });

  it("counts no attempt: that is for requeueing to do", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.process().recordAttempt(id, { outcome: "no-answer" }, agent);

    expect((await centre.find(id))?.request.attemptsMade).toBe(0);
  });

  it("records one call once, though two report it at once", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const call = { outcome: "no-answer", callTaskId: anId("WT", 9) } as const;
    await Promise.all([1, 2].map(() => centre.process().recordAttempt(id, call, agent)));

    expect((await centre.find(id))?.request.attempts).toHaveLength(1);
  });

  it("loses none of two calls that are reported at once", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await Promise.all(
      [1, 2].map((n) =>
        centre.process().recordAttempt(id, { outcome: "busy", callTaskId: anId("WT", n) }, agent),
      ),
    );

    expect((await centre.find(id))?.request.attempts).toHaveLength(2);
  });

  it("records it on the next task too, though whoever makes that dies before they carry it over", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    let recording: Promise<unknown> = Promise.resolve();
    const dying = new InterruptedTasks(centre.tasks, { when: "after", method: "add" }, death);
    const tasks = new InterruptedTasks(dying, { when: "before", method: "add" }, async () => {
      recording = centre.process().recordAttempt(old, { outcome: "busy" }, agent);
      await centre.clock.advance(1);
    });
    void centre.process({ tasks }).requeueCallback(old, agent);
    await centre.clock.advance(1);

    expect(await centre.run(recording)).toStrictEqual({ kind: "recorded" });
    expect((await newTask(centre, old)).request.attempts).toMatchObject([{ outcome: "busy" }]);
  });

  it("is recorded all the same when whoever puts the callback back has died", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const dead = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dead.requeueCallback(old, agent);
    await centre.clock.advance(1);
    const recording = centre.process().recordAttempt(old, { outcome: "busy" }, agent);

    expect(await centre.run(recording)).toStrictEqual({ kind: "recorded" });
    expect((await centre.find(old))?.request.attempts).toMatchObject([{ outcome: "busy" }]);
  });

  it.each([{ outcome: "placed" }, { outcome: "busy" }] as const)(
    "that comes late is none of the round that began when the contact asked anew: $outcome",
    async (call) => {
      const centre = new Centre();
      const input = anInput();
      const old = taskIdOf(await centre.process().requestCallback(input));
      centre.queue.accept(old, "WK1");
      await centre.process().recordAttempt(old, { outcome: "busy", callTaskId: anId("WT", 8) }, agent);
      await centre.process().requeueCallback(old, agent);
      await centre.process().requestCallback(input);
      await centre.process().recordAttempt(old, call, agent);

      const { request } = await newTask(centre, old);
      expect(request.attemptsMade).toBe(0);
      expect(request.attempts).toHaveLength(2);
      expect(wasCalled(request)).toBe(false);
    },
  );

  it("keeps what stands on the callback", async () => {
    const { centre, old: id } = await centreWithAcceptedTask({ message: "Gold", attempts: [anAttempt()] });
    await centre.process().recordAttempt(id, { outcome: "answered" }, agent);

    const request = (await centre.find(id))?.request;
    expect(request?.message).toBe("Gold");
    expect(request?.attempts.map(({ outcome }) => outcome)).toStrictEqual(["no-answer", "answered"]);
  });

  it("takes an end off that was noted before: whoever calls again has not ended the request", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.process().closeCallback(id, "handled", agent, { complete: false });
    await centre.process().recordAttempt(id, { outcome: "placed" }, agent);

    expect((await centre.find(id))?.request.end).toBeUndefined();
  });

  it("leaves the end alone when a call's outcome comes in after it", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    await centre.process().recordAttempt(id, { outcome: "placed" }, agent);
    await centre.process().closeCallback(id, "reached", agent, { complete: false });
    await centre.process().recordAttempt(id, { outcome: "answered" }, agent);

    expect((await centre.find(id))?.request.end).toMatchObject({ how: "reached" });
  });

  it("is open to a supervisor, and not to another agent", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const other = anAgent({ workerId: "WK2" });

    expect(await centre.process().recordAttempt(id, { outcome: "busy" }, other)).toStrictEqual({
      kind: "not-allowed",
    });
    expect((await centre.find(id))?.request.attempts).toStrictEqual([]);
    expect(await centre.process().recordAttempt(id, { outcome: "busy" }, aSupervisor())).toStrictEqual({
      kind: "recorded",
    });
  });

  it.each([
    ["an agent", agent],
    ["a supervisor", aSupervisor()],
  ])("tells %s that the callback is not there any more", async (_, who) => {
    const { centre, old: id } = await centreWithAcceptedTask();
    centre.queue.finish(id);
    centre.queue.remove(id);

    expect(await centre.process().recordAttempt(id, { outcome: "busy" }, who)).toStrictEqual({
      kind: "task-not-found",
    });
  });

  it("tells the agent so when the callback leaves the queue before the call is recorded", async () => {
    const { centre, old: id } = await centreWithAcceptedTask();
    const tooLate = centre.interruptedProcess({ when: "before", method: "change" }, async () => {
      centre.queue.finish(id);
      centre.queue.remove(id);
    });

    expect(await tooLate.recordAttempt(id, { outcome: "busy" }, agent)).toStrictEqual({
      kind: "task-not-found",
    });
  });
});
