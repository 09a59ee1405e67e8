import { describe, expect, it } from "vitest";
import type { AskedCallback } from "../../src/domain/new-request.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { anAsked, anId, aTranscript, aVoicemail } from "../support/requests.ts";
import { Centre } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const COMPLETED = "the contact was reached";

describe("asking for a callback", () => {
  it("puts the request to the agents, under a mark, as it was asked for", async () => {
    const centre = new Centre();
    const outcome = await centre
      .process()
      .requestCallback(
        anAsked({ message: "Gold", attributes: { skills: ["es"] }, priority: 5, requestId: "r-1" }),
      );

    const [task] = await centre.openTasks();
    expect(outcome).toStrictEqual({ kind: "created", taskId: task?.id });
    expect(task?.request).toMatchObject({
      contact: { kind: "number", number: "+14155550100" },
      receivedAt: centre.clock.now(),
      timeZone: "America/New_York",
      message: "Gold",
      attributes: { skills: ["es"] },
      routing: { priority: 5 },
    });
    expect(task?.request.mark).toBeTypeOf("string");
  });

  it("refuses what is wrong, names everything at once, and adds nothing", async () => {
    const centre = new Centre();
    const outcome = await centre.process().requestCallback({ contactNumber: "anonymous", priority: -1 });

    expect(outcome).toMatchObject({
      kind: "refused",
      faults: {
        contactNumber: expect.any(String),
        callerId: expect.any(String),
        priority: expect.any(String),
      },
    });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("is joined to the contact's open callback when it comes again", async () => {
    const centre = new Centre();
    const first = await centre.process().requestCallback(anAsked());
    await centre.clock.advance(3_600_000);
    const again = await centre.process().requestCallback(anAsked({ contactNumber: "+1 (415) 555-0100" }));

    expect(again).toStrictEqual({ kind: "joined", taskId: taskIdOf(first), transcript: "none" });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it.each([
    ["another contact", anAsked({ contactNumber: "+14155550101" })],
    ["another workflow", anAsked({ workflowId: anId("WW", 2) })],
    ["a request id of its own", anAsked({ requestId: "r-1" })],
    ["a voicemail of the same contact", anAsked({ voicemail: aVoicemail() })],
  ])("is not joined by %s", async (_, other) => {
    const centre = new Centre();
    await centre.process().requestCallback(anAsked());

    expect(await centre.process().requestCallback(other)).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toHaveLength(2);
  });

  it("is not joined by another person who shares the number, where numbers may be shared", async () => {
    const centre = new Centre({ duplicates: "allow" });
    await centre.process().requestCallback(anAsked());

    expect(await centre.process().requestCallback(anAsked())).toMatchObject({ kind: "created" });
  });

  it("is joined by the same delivery tried again, even where numbers may be shared", async () => {
    const centre = new Centre({ duplicates: "allow" });
    const first = await centre.process().requestCallback(anAsked({ deliveryId: "d-1" }));

    expect(await centre.process().requestCallback(anAsked({ deliveryId: "d-1" }))).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(first),
    });
  });

  it("may be asked for again once the contact was reached", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anAsked()));
    await centre.tasks.complete(first, COMPLETED);

    const second = await centre.process().requestCallback(anAsked());
    expect(second.kind).toBe("created");
    expect(await centre.process().requestCallback(anAsked())).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(second),
    });
  });

  it("may be asked for again while the agent wraps the last one up: nobody would call for that one any more", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anAsked()));
    centre.queue.accept(first, "WK1");
    expect(await centre.process().requestCallback(anAsked())).toMatchObject({
      kind: "joined",
      taskId: first,
    });

    centre.queue.wrapUp(first);
    expect(await centre.process().requestCallback(anAsked())).toMatchObject({ kind: "created" });
  });

  it("is joined to the attempt that is due, not to the one that was requeued", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anAsked()));
    centre.queue.accept(first, "WK1");
    const supervisor = { name: "Supervisor", roles: ["supervisor"] };
    const requeued = await centre.process().requeueCallback(first, supervisor);

    expect(await centre.process().requestCallback(anAsked())).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(requeued),
    });
  });

  it("under an id of its own is the same request even after its task has ended", async () => {
    const centre = new Centre();
    const asked = anAsked({ requestId: "r-1" });
    const first = taskIdOf(await centre.process().requestCallback(asked));
    await centre.tasks.complete(first, COMPLETED);

    expect(await centre.process().requestCallback(asked)).toMatchObject({ kind: "joined", taskId: first });
    expect(centre.queue.open()).toStrictEqual([]);
  });
});

describe("asking for the same callback at once", () => {
  it("makes one task of two", async () => {
    const centre = new Centre();
    const outcomes = await centre.run(
      Promise.all([centre.process().requestCallback(anAsked()), centre.process().requestCallback(anAsked())]),
    );

    expect(outcomes.map(({ kind }) => kind).sort()).toStrictEqual(["created", "joined"]);
    expect(new Set(outcomes.map(taskIdOf))).toStrictEqual(new Set(centre.queue.open()));
  });

  it.each([
    ["the contact", anAsked()],
    ["the request id", anAsked({ requestId: "r-1" })],
    ["the recording", anAsked({ voicemail: aVoicemail() })],
  ])("makes one task of ten in two processes that share %s", async (_, asked) => {
    const centre = new Centre();
    const processes = [centre.process(), centre.process()];
    const asking = Array.from({ length: 10 }, (_none, n) => processes[n % 2]?.requestCallback(asked));
    const outcomes = await centre.run(Promise.all(asking));

    expect(outcomes.filter((outcome) => outcome?.kind === "created")).toHaveLength(1);
    expect(centre.queue.open()).toHaveLength(1);
    expect(new Set(outcomes.map(taskIdOf))).toStrictEqual(new Set(centre.queue.open()));
  });

  it("makes one task of two that come when the last one has ended", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anAsked()));
    await centre.tasks.complete(first, COMPLETED);
    await centre.run(
      Promise.all([centre.process().requestCallback(anAsked()), centre.process().requestCallback(anAsked())]),
    );

    expect(centre.queue.open()).toHaveLength(1);
  });

  it("waits for a slow one, and joins the task that it makes", async () => {
    const centre = new Centre();
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(4_000),
    );
    const first = slow.requestCallback(anAsked());
    await centre.clock.advance(100);
    const second = await centre.run(centre.process().requestCallback(anAsked()));

    expect(second).toMatchObject({ kind: "joined", taskId: taskIdOf(await first) });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("asks to come back when the other takes longer than anybody may wait, and has made no second task", async () => {
    const centre = new Centre();
    const verySlow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(9_000),
    );
    const first = verySlow.requestCallback(anAsked());
    await centre.clock.advance(100);
    const asked = centre.clock.now().getTime();

    await expect(centre.run(centre.process().requestCallback(anAsked()))).rejects.toBeInstanceOf(Unavailable);
    expect(centre.clock.now().getTime() - asked).toBeLessThan(9_000);
    await centre.run(first);
    expect(centre.queue.open()).toHaveLength(1);
  });
});

describe("asking again after a process died", () => {
  it("takes over a claim that no task was made for, once nobody can still be at work on it", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dying.requestCallback(anAsked());
    await centre.clock.advance(9_900);
    const outcome = await centre.run(centre.process().requestCallback(anAsked()));

    expect(outcome.kind).toBe("created");
    expect(centre.queue.open()).toStrictEqual([taskIdOf(outcome)]);
  });

  it("lets one of ten take such a claim over", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dying.requestCallback(anAsked({ requestId: "r-1" }));
    await centre.clock.advance(10_000);
    const asking = Array.from({ length: 10 }, () =>
      centre.process().requestCallback(anAsked({ requestId: "r-1" })),
    );
    const outcomes = await centre.run(Promise.all(asking));

    expect(outcomes.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("does not take over while the other may still be at work", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dying.requestCallback(anAsked());
    await centre.clock.advance(1_000);

    await expect(centre.run(centre.process().requestCallback(anAsked()))).rejects.toMatchObject({
      name: "Unavailable",
      options: { retryAfterSeconds: expect.any(Number) },
    });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("joins the task that was made though nobody could note it", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "after", method: "add" }, death);
    void dying.requestCallback(anAsked());
    await centre.clock.advance(60_000);
    const outcome = await centre.process().requestCallback(anAsked());

    expect(centre.queue.open()).toStrictEqual([taskIdOf(outcome)]);
    expect(outcome.kind).toBe("joined");
  });

  it("makes the task when it is asked for again after TaskRouter was out of reach", async () => {
    const centre = new Centre();
    centre.queue.cutOff();
    await expect(centre.process().requestCallback(anAsked())).rejects.toBeInstanceOf(Unavailable);
    centre.queue.restore();
    await centre.clock.advance(10_000);

    expect(await centre.process().requestCallback(anAsked())).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toHaveLength(1);
  });
});

describe("asking for a callback while the ledger is out of reach", () => {
  it("goes through", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();

    expect(await centre.process().requestCallback(anAsked())).toMatchObject({ kind: "created" });
  });

  it("is joined to the task that carries the request's mark", async () => {
    const centre = new Centre();
    const before = taskIdOf(await centre.process().requestCallback(anAsked()));
    centre.ledgerBook.cutOff();

    expect(await centre.process().requestCallback(anAsked())).toMatchObject({
      kind: "joined",
      taskId: before,
    });
  });

  it("is not joined to a task that an agent wraps up", async () => {
    const centre = new Centre();
    const before = taskIdOf(await centre.process().requestCallback(anAsked()));
    centre.queue.accept(before, "WK1");
    centre.queue.wrapUp(before);
    centre.ledgerBook.cutOff();

    expect(await centre.process().requestCallback(anAsked())).toMatchObject({ kind: "created" });
  });

  it("goes through when the look for an earlier task fails too: called twice beats not called", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const unlucky = centre.interruptedProcess({ when: "before", method: "findByMark" }, () =>
      Promise.reject(new Unavailable("The search is too busy")),
    );

    expect(await unlucky.requestCallback(anAsked())).toMatchObject({ kind: "created" });
  });

  it("goes through when the ledger fails between the claim and its taking over", async () => {
    const centre = new Centre();
    const ended = taskIdOf(await centre.process().requestCallback(anAsked()));
    await centre.tasks.complete(ended, COMPLETED);
    const unlucky = centre.interruptedProcess({ when: "after", method: "findByMark" }, async () =>
      centre.ledgerBook.cutOff(),
    );

    expect(await centre.run(unlucky.requestCallback(anAsked()))).toMatchObject({ kind: "created" });
  });
});

describe("a voicemail's transcript", () => {
  const voicemail = (text?: string): AskedCallback =>
    anAsked({ voicemail: aVoicemail(text === undefined ? {} : { transcript: aTranscript(text) }) });

  it("joins its voicemail when it comes later", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    await centre.clock.advance(120_000);
    const outcome = await centre.process().requestCallback(voicemail("Please call me."));

    expect(outcome).toStrictEqual({ kind: "joined", taskId: first, transcript: "written" });
    expect((await centre.openTasks()).map(({ request }) => request.voicemail?.transcript)).toStrictEqual([
      aTranscript("Please call me."),
    ]);
  });

  it("comes along when it comes at once", async () => {
    const centre = new Centre();
    await centre.process().requestCallback(voicemail("Please call me."));

    expect((await centre.openTasks())[0]?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("is not lost when the voicemail and its transcript come at once", async () => {
    const centre = new Centre();
    await centre.run(
      Promise.all([
        centre.process().requestCallback(voicemail()),
        centre.process().requestCallback(voicemail("Please call me.")),
      ]),
    );

    const [task, ...others] = await centre.openTasks();
    expect(task?.request.voicemail?.transcript).toStrictEqual(aTranscript("Please call me."));
    expect(others).toStrictEqual([]);
  });

  it("is not undone by a repeat of the voicemail without it", async () => {
    const centre = new Centre();
    await centre.process().requestCallback(voicemail("Please call me."));
    const outcome = await centre.process().requestCallback(voicemail());

    expect(outcome).toMatchObject({ kind: "joined", transcript: "none" });
    expect((await centre.openTasks())[0]?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("reaches the task that is due when the voicemail was requeued meanwhile", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    centre.queue.accept(first, "WK1");
    const agent = { name: "Agent One", workerId: "WK1", roles: ["agent"] };
    const second = taskIdOf(await centre.process().requeueCallback(first, agent));

    const outcome = await centre.process().requestCallback(voicemail("Please call me."));
    expect(outcome).toMatchObject({ kind: "joined", transcript: "written" });
    expect((await centre.tasks.find(second))?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("reaches the task that is due when the first one has left the queue", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    centre.queue.accept(first, "WK1");
    const agent = { name: "Agent One", workerId: "WK1", roles: ["agent"] };
    const second = taskIdOf(await centre.process().requeueCallback(first, agent));
    centre.queue.finish(first);
    centre.queue.remove(first);

    await centre.process().requestCallback(voicemail("Please call me."));
    expect((await centre.tasks.find(second))?.request.voicemail?.transcript).toStrictEqual(
      aTranscript("Please call me."),
    );
  });

  it("that comes after the task has gone makes no new task, and that is said", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(voicemail()));
    await centre.tasks.complete(first, COMPLETED);
    centre.queue.remove(first);

    const outcome = await centre.process().requestCallback(voicemail("Please call me."));
    expect(outcome).toStrictEqual({ kind: "joined", taskId: first, transcript: "task-gone" });
    expect(centre.queue.open()).toStrictEqual([]);
    expect(centre.log.entries).toStrictEqual([
      { level: "warn", event: "transcript.too-late", details: { taskId: first } },
    ]);
  });
});

function taskIdOf(outcome: { readonly kind: string; readonly taskId?: string } | undefined): string {
  if (outcome?.taskId === undefined) throw new Error(`No task: ${outcome?.kind}`);

  return outcome.taskId;
}
