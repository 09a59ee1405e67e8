import { describe, expect, it } from "vitest";
import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import { MemoryLedger } from "../../src/adapters/memory/memory-ledger.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anInput, aVoicemail } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const agent = anAgent({ workerId: "WK1" });
const COMPLETED = "the contact was reached";

describe("asking for the same callback at once", () => {
  it("makes one task of two", async () => {
    const centre = new Centre();
    const outcomes = await centre.run(
      Promise.all([centre.process().requestCallback(anInput()), centre.process().requestCallback(anInput())]),
    );

    expect(outcomes.map(({ kind }) => kind).sort()).toStrictEqual(["created", "joined"]);
    expect(new Set(outcomes.map(taskIdOf))).toStrictEqual(new Set(centre.queue.open()));
  });

  it.each([
    ["the contact", anInput()],
    ["the request id", anInput({ requestId: "r-1" })],
    ["the recording", anInput({ voicemail: aVoicemail() })],
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
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    await centre.tasks.end(first, COMPLETED);
    await centre.run(
      Promise.all([centre.process().requestCallback(anInput()), centre.process().requestCallback(anInput())]),
    );

    expect(centre.queue.open()).toHaveLength(1);
  });

  it("waits for a slow one, and joins the task that it makes", async () => {
    const centre = new Centre();
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(4_000),
    );
    const first = slow.requestCallback(anInput());
    await centre.clock.advance(100);
    const second = await centre.run(centre.process().requestCallback(anInput()));

    expect(second).toMatchObject({ kind: "joined", taskId: taskIdOf(await first) });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("takes nothing over from one that uses all of its time", async () => {
    const centre = new Centre();
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(9_000),
    );
    const first = slow.requestCallback(anInput());
    await centre.clock.advance(3_500);
    const second = await centre.run(centre.process().requestCallback(anInput()));

    expect(second).toMatchObject({ kind: "joined", taskId: taskIdOf(await first) });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("asks to come back when the other takes longer than anybody may wait, and has made no second task", async () => {
    const centre = new Centre();
    const verySlow = centre.interruptedProcess({ when: "before", method: "add" }, () =>
      centre.clock.pause(9_000),
    );
    const first = verySlow.requestCallback(anInput());
    await centre.clock.advance(100);
    const asked = centre.clock.now().getTime();

    await expect(centre.run(centre.process().requestCallback(anInput()))).rejects.toMatchObject({
      name: "Unavailable",
      message: "The same request is being worked on",
    });
    expect(centre.clock.now().getTime() - asked).toBeLessThan(9_000);
    await centre.run(first);
    expect(centre.queue.open()).toHaveLength(1);
  });
});

describe("asking again while the callback waits", () => {
  it("leaves it at its place when the look for the newest tasks fails", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    const unlucky = centre.interruptedProcess({ when: "before", method: "look" }, () =>
      Promise.reject(new Unavailable("The list is too busy")),
    );

    expect(await centre.run(unlucky.requestCallback(anInput()))).toMatchObject({
      kind: "joined",
      taskId: first,
    });
    expect(centre.queue.open()).toStrictEqual([first]);
    expect(centre.log.entries).toMatchObject([
      { level: "warn", event: "request.not-looked-for", cause: "Unavailable: The list is too busy" },
    ]);
  });

  it.each([
    ["raises its priority to the higher one", 3, 8, 8],
    ["never lowers its priority", 8, 3, 8],
  ])("%s", async (_, before, asked, after) => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput({ priority: before })));
    await centre.clock.advance(1_000);
    await centre.run(centre.process().requestCallback(anInput({ priority: asked })));

    expect((await centre.find(first))?.request.routing.priority).toBe(after);
  });

  it("makes one task again of two that could not be told apart, with all that the contact said", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput({ message: "My order is late" })));
    const { request } = (await centre.openTasks())[0] ?? {};
    if (!request) throw new Error("The callback waits");
    await centre.clock.advance(1_000);
    const asked = { ...request, message: "Please hurry", receivedAt: centre.clock.now() };
    const second = await centre.put(asked);
    await centre.clock.advance(1_000);

    expect(await centre.run(centre.process().requestCallback(anInput({ message: "Hello?" })))).toMatchObject({
      kind: "joined",
      taskId: first,
    });
    expect(centre.queue.open()).toStrictEqual([first]);
    expect((await centre.find(second))?.state).toBe("canceled");
    expect((await centre.find(first))?.request.askedAgain?.map(({ message }) => message)).toStrictEqual([
      "Please hurry",
      "Hello?",
    ]);
  });
});

describe("asking again while an agent still has the callback", () => {
  it("is joined to it before the contact has been called", async () => {
    const { centre, first } = await centreWithAcceptedRequest();

    expect(await centre.process().requestCallback(anInput())).toMatchObject({
      kind: "joined",
      taskId: first,
    });
  });

  it.each(["answered", "no-answer"] as const)(
    "is a request of its own once the contact has been called for it: %s",
    async (outcome) => {
      const { centre, first } = await centreWithAcceptedRequest();
      await centre.process().recordAttempt(first, { outcome }, agent);
      const again = taskIdOf(await centre.process().requestCallback(anInput()));
      centre.queue.finish(first);

      expect(centre.queue.open()).toStrictEqual([again]);
      expect(await centre.process().requestCallback(anInput())).toMatchObject({
        kind: "joined",
        taskId: again,
      });
    },
  );

  it("is joined to the next attempt, which nobody has called for yet", async () => {
    const { centre, first } = await centreWithAcceptedRequest();
    await centre.process().recordAttempt(first, { outcome: "answered" }, agent);
    const next = taskIdOf(await centre.process().requeueCallback(first, agent));
    centre.queue.accept(next, "WK2");

    expect(await centre.process().requestCallback(anInput())).toMatchObject({ kind: "joined", taskId: next });
  });

  it("is joined to the earlier one of all when a key names it for ever", async () => {
    const asked = anInput({ requestId: "r-1" });
    const { centre, first } = await centreWithAcceptedRequest(asked);
    await centre.process().recordAttempt(first, { outcome: "no-answer" }, agent);

    expect(await centre.process().requestCallback(asked)).toMatchObject({ kind: "joined", taskId: first });
  });

  async function centreWithAcceptedRequest(asked = anInput()): Promise<{ centre: Centre; first: string }> {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(asked));
    centre.queue.accept(first, "WK1");

    return { centre, first };
  }
});

describe("asking again after a process died", () => {
  it("takes over a claim that no task was made for, once nobody can still be at work on it", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dying.requestCallback(anInput());
    await centre.clock.advance(15_500);
    const outcome = await centre.run(centre.process().requestCallback(anInput()));

    expect(outcome.kind).toBe("created");
    expect(centre.queue.open()).toStrictEqual([taskIdOf(outcome)]);
  });

  it("lets one of ten take such a claim over", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dying.requestCallback(anInput({ requestId: "r-1" }));
    await centre.clock.advance(16_000);
    const asking = Array.from({ length: 10 }, () =>
      centre.process().requestCallback(anInput({ requestId: "r-1" })),
    );
    const outcomes = await centre.run(Promise.all(asking));

    expect(outcomes.filter(({ kind }) => kind === "created")).toHaveLength(1);
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("does not take over while the other may still be at work", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "before", method: "add" }, death);
    void dying.requestCallback(anInput());
    await centre.clock.advance(1_000);

    await expect(centre.run(centre.process().requestCallback(anInput()))).rejects.toMatchObject({
      name: "Unavailable",
      options: { retryAfterSeconds: 5 },
    });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("joins the task that was made though nobody could note it", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "after", method: "add" }, death);
    void dying.requestCallback(anInput());
    await centre.clock.advance(60_000);
    const outcome = await centre.process().requestCallback(anInput());

    expect(centre.queue.open()).toStrictEqual([taskIdOf(outcome)]);
    expect(outcome.kind).toBe("joined");
  });

  it("knows for ever what is made once, though only somebody who joined it could note it, at once", async () => {
    const centre = new Centre();
    const asked = anInput({ requestId: "r-1" });
    void centre.interruptedProcess({ when: "after", method: "add" }, death).requestCallback(asked);
    await centre.clock.advance(5_000);
    const joined = await centre.run(centre.process().requestCallback(asked));
    await centre.tasks.end(taskIdOf(joined), COMPLETED);
    await centre.clock.advance(600_000);
    centre.queue.remove(taskIdOf(joined));

    expect(await centre.run(centre.process().requestCallback(asked))).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(joined),
    });
    expect(centre.queue.open()).toHaveLength(0);
  });

  it("joins it though many others asked since, and whoever took the claim over died too", async () => {
    const centre = new Centre();
    const dying = centre.interruptedProcess({ when: "after", method: "add" }, death);
    void dying.requestCallback(anInput());
    await centre.clock.advance(20_000);
    const [made] = centre.queue.open();
    const others = Array.from({ length: 60 }, (_, index) =>
      centre.process().requestCallback(anInput({ requestId: `other-${index}` })),
    );
    await centre.run(Promise.all(others));
    const ledger = new MemoryLedger(centre.clock, centre.ledgerBook);
    const dyingAgain = centre.process({
      ledger: {
        isKept: true,
        keyOf: (identity) => ledger.keyOf(identity),
        forget: (key) => ledger.forget(key),
        claim: (key, entry) => ledger.claim(key, entry),
        read: (key) => ledger.read(key),
        write: async (key, entry, version) => {
          await ledger.write(key, entry, version);
          return death();
        },
      },
    });
    void dyingAgain.requestCallback(anInput());
    await centre.clock.advance(20_000);

    expect(await centre.process().requestCallback(anInput())).toMatchObject({ kind: "joined", taskId: made });
  });

  it("makes the task when it is asked for again after TaskRouter was out of reach", async () => {
    const centre = new Centre();
    centre.queue.cutOff();
    await expect(centre.run(centre.process().requestCallback(anInput()))).rejects.toMatchObject({
      name: "Unavailable",
      message: "The task could not be made",
    });
    centre.queue.restore();
    await centre.clock.advance(16_000);

    expect(await centre.run(centre.process().requestCallback(anInput()))).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toHaveLength(1);
  });
});

describe("asking for a callback while the ledger is out of reach", () => {
  it("goes through", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();

    expect(await centre.run(centre.process().requestCallback(anInput()))).toMatchObject({ kind: "created" });
  });

  it("is not made on a guess where whoever asks names it and repeats it", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();

    await expect(
      centre.run(centre.process().requestCallback(anInput({ requestId: "r-1" }))),
    ).rejects.toMatchObject({ message: "The ledger cannot be asked", options: { retryAfterSeconds: 5 } });
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("goes through where a message was left, which nobody repeats for long", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();

    expect(
      await centre.run(centre.process().requestCallback(anInput({ voicemail: aVoicemail() }))),
    ).toMatchObject({ kind: "created" });
  });

  it("is joined to the task that carries the request's key", async () => {
    const centre = new Centre();
    const before = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.ledgerBook.cutOff();

    expect(await centre.process().requestCallback(anInput())).toMatchObject({
      kind: "joined",
      taskId: before,
    });
  });

  it("is not joined to a task that an agent wraps up", async () => {
    const centre = new Centre();
    const before = taskIdOf(await centre.process().requestCallback(anInput()));
    centre.queue.accept(before, "WK1");
    centre.queue.wrapUp(before);
    centre.ledgerBook.cutOff();

    expect(await centre.run(centre.process().requestCallback(anInput()))).toMatchObject({ kind: "created" });
  });

  it("goes through when the look for an earlier task fails too: called twice beats not called", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const unlucky = centre.interruptedProcess({ when: "before", method: "look" }, () =>
      Promise.reject(new Unavailable("The search is too busy")),
    );

    expect(await centre.run(unlucky.requestCallback(anInput()))).toMatchObject({ kind: "created" });
  });

  it("is given up, and not made much later, when each look takes long and tells nothing", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const tasks = new MemoryCallbackTasks(centre.queue);
    tasks.look = async () => {
      await centre.clock.pause(3_000);
      throw new Unavailable("The queue does not answer");
    };
    const asked = centre.process({ tasks }).requestCallback(anInput());
    asked.catch(() => undefined);
    await centre.clock.advance(15_000);

    await expect(Promise.race([asked, Promise.resolve("at work")])).rejects.toBeInstanceOf(Unavailable);
    expect(centre.queue.open()).toStrictEqual([]);
  });

  it("goes through when the ledger fails between the claim and its taking over", async () => {
    const centre = new Centre();
    const ended = taskIdOf(await centre.process().requestCallback(anInput()));
    await centre.tasks.end(ended, COMPLETED);
    const unlucky = centre.interruptedProcess({ when: "after", method: "look" }, async () =>
      centre.ledgerBook.cutOff(),
    );

    expect(await centre.run(unlucky.requestCallback(anInput()))).toMatchObject({ kind: "created" });
  });
});

describe("a task that is made though not all could be noted", () => {
  it("is found by its key afterwards, and the log names it", async () => {
    const centre = new Centre();
    const unlucky = centre.interruptedProcess({ when: "after", method: "add" }, async () =>
      centre.ledgerBook.cutOff(),
    );
    const taskId = taskIdOf(await unlucky.requestCallback(anInput({ requestId: "r-1" })));

    expect(centre.log.entries).toMatchObject([{ event: "ledger.not-noted", details: { taskId } }]);
    centre.ledgerBook.restore();
    await centre.clock.advance(20_000);
    expect(await centre.run(centre.process().requestCallback(anInput({ requestId: "r-1" })))).toMatchObject({
      kind: "joined",
      taskId,
    });
  });

  it("stands beside another one for a while where nobody can look, and the log says so", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const unlucky = centre.interruptedProcess({ when: "after", method: "add" }, async () =>
      centre.queue.cutOff(),
    );
    const taskId = taskIdOf(await centre.run(unlucky.requestCallback(anInput())));

    expect(centre.log.entries.filter(({ event }) => event === "request.not-tidied")).toMatchObject([
      { level: "warn", details: { taskId }, cause: expect.stringContaining("Unavailable") },
    ]);
  });

  it("is one of two that were made at once without the ledger, of which one goes, and the log names both", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const outcomes = await centre.run(
      Promise.all([1, 2].map(() => centre.process().requestCallback(anInput()))),
    );
    const [keep] = centre.queue.open();

    expect(centre.queue.open()).toHaveLength(1);
    expect(outcomes.map(taskIdOf)).toContain(keep);
    const joined = centre.log.entries.filter(({ event }) => event === "task.joined");
    expect(joined).toMatchObject([{ level: "info", details: { taskId: expect.any(String), keep } }]);
  });
});
