import { describe, expect, it } from "vitest";
import type { Agent } from "../../src/domain/agent.ts";
import { anAgent, anAttempt, aRequest, aSupervisor } from "../support/requests.ts";
import { centreWithAcceptedTask, newTask } from "./accepted-task.ts";
import { Centre } from "./centre.ts";

const agent = anAgent({ workerId: "WK1" });

describe("putting a callback back into the queue", () => {
  it("adds a new task for the next attempt and leaves the old one to the agent", async () => {
    const { centre, old } = await centreWithAcceptedTask({
      message: "Gold",
      attributes: { skills: ["es"] },
      attempts: [anAttempt({ number: 1 })],
    });
    const outcome = await centre.process().requeueCallback(old, agent);

    const fresh = await newTask(centre, old);
    expect(outcome).toStrictEqual({ kind: "requeued", taskId: fresh.id, repeated: false });
    expect(fresh.state).toBe("waiting");
    expect(fresh.request).toMatchObject({
      attemptsMade: 1,
      retryDelaySeconds: 600,
      message: "Gold",
      attributes: { skills: ["es"] },
      conversationId: old,
      key: "m-1",
    });
    expect(centre.queue.stateOf(old)).toBe("assigned");
  });

  it("names the new task on the old one by the time it answers: afterwards the process may be frozen", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    await centre.process().requeueCallback(old, agent);
    const mark = centre.queue.look(old)?.callback?.mark;

    expect(mark).toMatchObject({ at: centre.clock.now(), next: (await newTask(centre, old)).id });
  });

  it("marks both tasks when the old one bears no mark: one that was made by other means, say", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    await centre.tasks.change(
      old,
      ({
        task: {
          request: { key: _, ...request },
        },
      }) => ({ request }),
    );
    await centre.process().requeueCallback(old, agent);

    expect((await centre.find(old))?.request.key).toBe(old);
    expect((await newTask(centre, old)).request.key).toBe(old);
  });

  it("works while the agent wraps up", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    centre.queue.wrapUp(old);

    expect(await centre.process().requeueCallback(old, agent)).toMatchObject({ kind: "requeued" });
  });

  it("is open to a supervisor who does not hold the task", async () => {
    const { centre, old } = await centreWithAcceptedTask();

    expect(await centre.process().requeueCallback(old, aSupervisor())).toMatchObject({ kind: "requeued" });
  });

  it.each([
    ["an agent who does not hold it", anAgent({ workerId: "WK2" })],
    ["somebody who takes no tasks", { name: "Guest", roles: ["agent"] }],
  ] satisfies [string, Agent][])("is not open to %s, and changes nothing", async (_, other) => {
    const { centre, old } = await centreWithAcceptedTask();
    const before = await centre.find(old);

    expect(await centre.process().requeueCallback(old, other)).toStrictEqual({ kind: "not-allowed" });
    expect(await centre.openTasks()).toStrictEqual([before]);
  });

  it("is not open to an agent who has handed the task over", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    centre.queue.handOver(old, "WK2");

    expect(await centre.process().requeueCallback(old, agent)).toStrictEqual({ kind: "not-allowed" });
  });

  it("is not possible while the callback waits for an agent", async () => {
    const centre = new Centre();
    const id = await centre.put(aRequest());

    expect(await centre.process().requeueCallback(id, aSupervisor())).toStrictEqual({
      kind: "not-with-agent",
      state: "waiting",
    });
    expect(centre.queue.open()).toStrictEqual([id]);
  });

  it("is not possible when the callback has ended", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    centre.queue.finish(old);

    expect(await centre.process().requeueCallback(old, agent)).toStrictEqual({
      kind: "not-with-agent",
      state: "completed",
    });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("finds no callback under an unknown id, nor in work of another kind", async () => {
    const centre = new Centre();
    const foreign = centre.queue.addOtherWork();
    centre.queue.accept(foreign, "WK1");

    for (const id of ["no-such-task", foreign]) {
      expect(await centre.process().requeueCallback(id, agent)).toStrictEqual({ kind: "task-not-found" });
    }
    expect(centre.queue.open()).toStrictEqual([foreign]);
  });

  it("gives up when all attempts are used up, and leaves the task as it is", async () => {
    const { centre, old } = await centreWithAcceptedTask({
      attemptsMade: 2,
      attempts: [anAttempt({ number: 3 })],
    });
    const before = await centre.find(old);

    expect(await centre.process().requeueCallback(old, agent)).toStrictEqual({
      kind: "gave-up",
      attemptsMade: 3,
      maxAttempts: 3,
    });
    expect(await centre.openTasks()).toStrictEqual([before]);
  });

  it("calls a contact exactly as often as allowed, under one conversation, before it gives up", async () => {
    const centre = new Centre({ maxAttempts: 4 });
    const first = await centre.put(aRequest({ key: "m-1" }));
    const conversations = new Set<string | undefined>();
    let calls = 0;
    for (let id = first; ; ) {
      calls += 1;
      centre.queue.accept(id, "WK1");
      await centre.process().recordAttempt(id, { outcome: "placed" }, agent);
      const outcome = await centre.process().requeueCallback(id, agent);
      centre.queue.finish(id);
      if (outcome.kind !== "requeued" || calls > 10) break;
      id = outcome.taskId;
      conversations.add((await centre.find(id))?.request.conversationId);
    }

    expect(calls).toBe(4);
    expect([...conversations]).toStrictEqual([first]);
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("carries nothing of the finished call over", async () => {
    const { centre, old } = await centreWithAcceptedTask({ callAttributes: { conference: { sid: "CF1" } } });
    await centre.process().requeueCallback(old, agent);

    expect((await newTask(centre, old)).request.callAttributes).toStrictEqual({});
    expect((await centre.find(old))?.request.callAttributes).toStrictEqual({
      conference: { sid: "CF1" },
    });
  });
});
