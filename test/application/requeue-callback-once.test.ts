import { describe, expect, it } from "vitest";
import { Rejected, Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anAttempt, anInput, aTranscript, aVoicemail } from "../support/requests.ts";
import { centreWithAcceptedTask, newTask } from "./accepted-task.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const agent = anAgent({ workerId: "WK1" });

describe("putting the same callback back twice", () => {
  it("makes one new task when two ask at once", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const outcomes = await centre.run(
      Promise.all([1, 2, 3].map(() => centre.process().requeueCallback(old, agent))),
    );

    const fresh = await newTask(centre, old);
    expect(outcomes.map((outcome) => "taskId" in outcome && outcome.taskId)).toStrictEqual(
      Array(3).fill(fresh.id),
    );
    expect(outcomes.filter((outcome) => "repeated" in outcome && !outcome.repeated)).toHaveLength(1);
  });

  it("names the same new task when it is asked for later, by whoever ended the old one", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const first = await centre.process().requeueCallback(old, agent);
    centre.queue.finish(old);
    await centre.clock.advance(240_000);

    expect(await centre.process().requeueCallback(old, agent)).toStrictEqual({ ...first, repeated: true });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("names the same new task even when that has ended meanwhile", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const first = await centre.process().requeueCallback(old, agent);
    const fresh = await newTask(centre, old);
    centre.queue.accept(fresh.id, "WK2");
    centre.queue.finish(fresh.id);
    await centre.clock.advance(60_000);

    expect(await centre.process().requeueCallback(old, agent)).toStrictEqual({ ...first, repeated: true });
    expect(centre.queue.open()).toStrictEqual([old]);
  });

  it("waits for a slow one, and names the task that it makes", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(4_000),
    );
    const first = slow.requeueCallback(old, agent);
    await centre.clock.advance(100);
    const second = await centre.run(centre.process().requeueCallback(old, agent));

    expect(second).toStrictEqual({ ...(await first), repeated: true });
    await newTask(centre, old);
  });

  it("takes nothing over from one that uses all of its time", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(9_000),
    );
    const first = slow.requeueCallback(old, agent);
    await centre.clock.advance(3_500);
    const second = await centre.run(centre.process().requeueCallback(old, agent));

    expect(second).toStrictEqual({ ...(await first), repeated: true });
    await newTask(centre, old);
  });

  it("makes no second task for a process that was frozen after it looked, until others took its mark for stale", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const frozen = centre.interruptedProcess({ when: "after", method: "look" }, async () => {
      await centre.clock.advance(20_000);
      await centre.process().requeueCallback(old, agent);
    });
    const outcome = await frozen.requeueCallback(old, agent).catch((fault: unknown) => fault);

    expect(outcome).toBeInstanceOf(Unavailable);
    expect(await newTask(centre, old)).toMatchObject({ after: old });
  });

  it("goes on where it was frozen for a moment, and nobody took its mark for stale", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const frozen = centre.interruptedProcess({ when: "after", method: "look" }, () =>
      centre.clock.advance(5_000),
    );

    expect(await frozen.requeueCallback(old, agent)).toMatchObject({ kind: "requeued", repeated: false });
    expect(await newTask(centre, old)).toMatchObject({ after: old });
  });

  it("makes no second task for a process that was frozen while the first made it and its agent ended it", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const first = centre
      .interruptedProcess({ when: "before", method: "add" }, () => gate)
      .requeueCallback(old, agent);
    const frozen = centre.interruptedProcess({ when: "after", method: "find" }, async () => {
      open();
      await first;
      await centre.tasks.end((await newTask(centre, old)).id, "reached");
      await centre.clock.pause(16_000);
    });
    await centre.clock.advance(0);

    expect(await centre.run(frozen.requeueCallback(old, agent))).toStrictEqual({
      ...(await first),
      repeated: true,
    });
    expect(centre.queue.open()).toStrictEqual([old]);
  });

  it("asks to come back when the other takes longer than anybody may wait", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const verySlow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(9_000),
    );
    const first = verySlow.requeueCallback(old, agent);
    await centre.clock.advance(100);
    const asked = centre.clock.now().getTime();

    await expect(centre.run(centre.process().requeueCallback(old, agent))).rejects.toMatchObject({
      name: "Unavailable",
      options: { retryAfterSeconds: 5 },
    });
    expect(centre.clock.now().getTime() - asked).toBeLessThan(9_000);
    await centre.run(first);
    await newTask(centre, old);
  });
});

describe("putting back a callback whose contact has asked anew", () => {
  it.each(["assigned", "wrap-up"])("adds no second task to theirs: %s", async (state) => {
    const { centre, first } = await centreInWhichTheContactWasCalled();
    if (state === "wrap-up") centre.queue.wrapUp(first);
    const anew = taskIdOf(await centre.process().requestCallback(anInput()));

    expect(await centre.process().requeueCallback(first, agent)).toStrictEqual({
      kind: "requeued",
      taskId: anew,
      repeated: true,
    });
    expect(centre.queue.open()).toStrictEqual([first, anew]);
  });

  it("leaves it to the agent who has called for theirs what happens next", async () => {
    const { centre, first } = await centreInWhichTheContactWasCalled();
    const anew = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(anew, "WK2");
    await centre.process().recordAttempt(anew, { outcome: "no-answer" }, anAgent({ workerId: "WK2" }));

    expect(await centre.process().requeueCallback(first, agent)).toStrictEqual({
      kind: "superseded",
      taskId: anew,
    });
    expect(centre.queue.open()).toStrictEqual([first, anew]);
  });

  it("takes up a task of an earlier try that came later than anybody waited for it", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const hanging = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(20_000),
    );
    const late = hanging.requeueCallback(old, agent);
    await centre.clock.advance(16_000);
    const next = taskIdOf(await centre.run(centre.process().requeueCallback(old, agent)));
    const twin = taskIdOf(await centre.run(late));
    centre.queue.accept(next, "WK2");

    expect(await centre.process().requeueCallback(next, anAgent({ workerId: "WK2" }))).toMatchObject({
      kind: "requeued",
      taskId: twin,
      repeated: true,
    });
  });

  it("adds the new task when the queue cannot be searched: called twice beats not called", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const unlucky = centre.interruptedProcess({ when: "before", method: "look" }, () =>
      Promise.reject(new Unavailable("The search is too busy")),
    );

    expect(await unlucky.requeueCallback(old, agent)).toMatchObject({ kind: "requeued", repeated: false });
    await newTask(centre, old);
    expect(centre.log.entries).toMatchObject([
      { level: "warn", event: "requeue.not-searched", details: { taskId: old } },
    ]);
  });

  async function centreInWhichTheContactWasCalled(): Promise<{ centre: Centre; first: string }> {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(first, "WK1");
    await centre.process().recordAttempt(first, { outcome: "no-answer" }, agent);

    return { centre, first };
  }
});

describe("putting a callback back when something goes wrong on the way", () => {
  it("makes the new task at the next try when the first died after its mark", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    void centre.interruptedProcess({ when: "before", method: "add" }, death).requeueCallback(old, agent);
    await centre.clock.advance(12_000);
    const outcome = await centre.run(centre.process().requeueCallback(old, agent));

    const fresh = await newTask(centre, old);
    expect(outcome).toStrictEqual({ kind: "requeued", taskId: fresh.id, repeated: false });
    expect(fresh.request.attemptsMade).toBe(0);
    expect(fresh.request.putBacks).toBe(1);
  });

  it("makes one new task when many try again after the first died", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    void centre.interruptedProcess({ when: "before", method: "add" }, death).requeueCallback(old, agent);
    await centre.clock.advance(16_000);
    const outcomes = await centre.run(
      Promise.all(Array.from({ length: 5 }, () => centre.process().requeueCallback(old, agent))),
    );

    const fresh = await newTask(centre, old);
    expect(outcomes.map((outcome) => "taskId" in outcome && outcome.taskId)).toStrictEqual(
      Array(5).fill(fresh.id),
    );
  });

  it("makes no second task while the first may still be at work", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    void centre.interruptedProcess({ when: "before", method: "add" }, death).requeueCallback(old, agent);
    await centre.clock.advance(1_000);

    await expect(centre.run(centre.process().requeueCallback(old, agent))).rejects.toMatchObject({
      name: "Unavailable",
      message: "The task is being requeued",
    });
    expect(centre.queue.open()).toStrictEqual([old]);
  });

  it("makes it though the agent has ended the old task meanwhile", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    void centre.interruptedProcess({ when: "before", method: "add" }, death).requeueCallback(old, agent);
    await centre.clock.advance(16_000);
    centre.queue.finish(old);

    expect(await centre.run(centre.process().requeueCallback(old, agent))).toMatchObject({
      kind: "requeued",
    });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("finds the new task when the first died before it could be named on the old one", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    void centre.interruptedProcess({ when: "after", method: "add" }, death).requeueCallback(old, agent);
    await centre.clock.advance(60_000);
    const outcome = await centre.process().requeueCallback(old, agent);

    const fresh = await newTask(centre, old);
    expect(outcome).toStrictEqual({ kind: "requeued", taskId: fresh.id, repeated: true });
  });

  it("still answers with the new task when it cannot be named on the old one, and says so in the log", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const unlucky = centre.interruptedProcess({ when: "after", method: "add" }, async () =>
      centre.queue.cutOff(),
    );
    const outcome = await unlucky.requeueCallback(old, agent);
    centre.queue.restore();

    const fresh = await newTask(centre, old);
    expect(outcome).toMatchObject({ kind: "requeued", taskId: fresh.id });
    expect(centre.log.entries).toMatchObject([
      { level: "warn", event: "requeue.not-noted", details: { taskId: old, newTaskId: fresh.id } },
    ]);
  });

  it("gives up, rather than waits, when fewer attempts are allowed by the time of the next try", async () => {
    const { centre, old } = await centreWithAcceptedTask(
      { attemptsMade: 1, attempts: [anAttempt({ number: 2 })] },
      { maxAttempts: 3 },
    );
    void centre.interruptedProcess({ when: "before", method: "add" }, death).requeueCallback(old, agent);
    await centre.clock.advance(16_000);
    centre.allowAttempts(2);

    expect(await centre.run(centre.process().requeueCallback(old, agent))).toStrictEqual({
      kind: "gave-up",
      attemptsMade: 2,
      maxAttempts: 2,
    });
  });

  it("hands on that TaskRouter refused the new task", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const refused = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      Promise.reject(new Rejected("No such workflow")),
    );

    await expect(refused.requeueCallback(old, agent)).rejects.toBeInstanceOf(Rejected);
  });

  it("finds no callback when the task leaves the queue before it is marked", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const tooLate = centre.interruptedProcess({ when: "before", method: "change" }, async () => {
      centre.queue.finish(old);
      centre.queue.remove(old);
    });

    expect(await tooLate.requeueCallback(old, agent)).toStrictEqual({ kind: "task-not-found" });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("finds the task that a process made, though the next one that took over died too", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const dying = centre.interruptedProcess({ when: "after", method: "add" }, death);
    void dying.requeueCallback(old, agent);
    await centre.clock.advance(20_000);
    const made = await newTask(centre, old);
    const dyingAgain = centre.interruptedProcess({ when: "before", method: "look" }, death);
    void dyingAgain.requeueCallback(old, agent);
    await centre.clock.advance(20_000);

    expect(await centre.process().recordAttempt(old, { outcome: "busy" }, agent)).toMatchObject({
      kind: "recorded",
    });
    expect(await centre.process().requeueCallback(old, agent)).toMatchObject({ taskId: made.id });
    expect((await newTask(centre, old)).request.attempts).toMatchObject([{ outcome: "busy" }]);
  });

  it("counts the call that became known after a process that died had decided", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const dead = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dead.requeueCallback(old, agent);
    await centre.clock.advance(20_000);
    await centre.process().recordAttempt(old, { outcome: "busy" }, agent);
    await centre.process().requeueCallback(old, agent);

    expect((await newTask(centre, old)).request).toMatchObject({ attemptsMade: 1, retryDelaySeconds: 600 });
  });

  it("carries over what was written on the old task meanwhile", async () => {
    const { centre, old } = await centreWithAcceptedTask({ voicemail: aVoicemail() });
    const interrupted = centre.interruptedProcess({ when: "before", method: "change" }, () =>
      centre.tasks.change(old, ({ task: { request } }) => ({
        request: {
          ...request,
          attempts: [anAttempt()],
          voicemail: aVoicemail({ transcript: aTranscript("Please call me.") }),
        },
      })),
    );
    await interrupted.requeueCallback(old, agent);

    const { request } = await newTask(centre, old);
    expect(request.attempts).toStrictEqual([anAttempt()]);
    expect(request.voicemail?.transcript).toStrictEqual(aTranscript("Please call me."));
  });

  it("keeps what was written on the old task meanwhile on the old task too", async () => {
    const { centre, old } = await centreWithAcceptedTask();
    const interrupted = centre.interruptedProcess({ when: "after", method: "add" }, () =>
      centre.tasks.change(old, ({ task: { request } }) => ({
        request: { ...request, attempts: [anAttempt()] },
      })),
    );
    await interrupted.requeueCallback(old, agent);

    const left = await centre.find(old);
    expect(left?.request.attempts).toStrictEqual([anAttempt()]);
    expect(left?.mark?.next).toBe((await newTask(centre, old)).id);
  });
});
