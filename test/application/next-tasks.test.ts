import { describe, expect, it } from "vitest";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import { Rejected, Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anInput, aSupervisor } from "../support/requests.ts";
import { centreWithAcceptedTask } from "./accepted-task.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { InterruptedTasks, type Moment } from "./interrupted-tasks.ts";

const agent = anAgent({ workerId: "WK1" });
const AWAY = new Unavailable("The queue is busy");
const LOST = { kind: "unknown", mayStillHappen: false, cause: new Error("No answer came") } as const;

/** The queue, with another way to add a task. */
function withAdd(tasks: CallbackTasks, add: CallbackTasks["add"]): CallbackTasks {
  return new Proxy(tasks, {
    get: (_, name: keyof CallbackTasks) => (name === "add" ? add : tasks[name].bind(tasks)),
  });
}

/** The queue, which cannot be reached in the first two such moments. */
function failingTwice(tasks: CallbackTasks, moment: Moment): CallbackTasks {
  const fail = () => Promise.reject(AWAY);

  return new InterruptedTasks(new InterruptedTasks(tasks, moment, fail), moment, fail);
}

/** A contact who was called, whose agent still has the task. */
async function calledContact(): Promise<{ centre: Centre; first: string }> {
  const centre = new Centre();
  const first = taskIdOf(await centre.process().requestCallback(anInput()));
  centre.queue.accept(first, "WK1");
  await centre.process().recordAttempt(first, { outcome: "answered" }, agent);

  return { centre, first };
}

/** A request that waits out its delay. */
async function heldRequest(): Promise<{ centre: Centre; held: string }> {
  const { centre, old } = await centreWithAcceptedTask();
  const first = taskIdOf(await centre.process().requestCallback(anInput()));
  centre.queue.finish(old);
  centre.queue.accept(first, "WK1");
  const held = taskIdOf(await centre.process().requeueCallback(first, agent));
  centre.queue.finish(first);

  return { centre, held };
}

describe("the next task of a contact who asks again", () => {
  it("names the one before it, which has ended, and the first names none", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    await centre.tasks.end(first, "reached");
    const second = taskIdOf(await centre.process().requestCallback(anInput()));

    expect(await centre.find(first)).not.toHaveProperty("after");
    expect(await centre.find(second)).toMatchObject({ after: first });
  });

  it("names the one that they were called for, which names it", async () => {
    const { centre, first } = await calledContact();
    const second = taskIdOf(await centre.process().requestCallback(anInput()));

    expect(await centre.find(second)).toMatchObject({ after: first });
    expect((await centre.find(first))?.mark).toMatchObject({ why: "ask", next: second });
  });

  it("is told nothing of the calls before it", async () => {
    const { centre, first } = await calledContact();
    const second = taskIdOf(await centre.process().requestCallback(anInput()));
    await centre.run(centre.process().recordAttempt(first, { outcome: "busy", callTaskId: "WTcall" }, agent));

    expect((await centre.find(first))?.request.attempts).toHaveLength(2);
    expect((await centre.find(second))?.request.attempts).toStrictEqual([]);
  });

  it("is there though that could not be noted, and the log says so", async () => {
    const { centre, first } = await calledContact();
    const unlucky = centre.interruptedProcess({ when: "after", method: "add" }, async () =>
      centre.queue.cutOff(),
    );
    const second = taskIdOf(await unlucky.requestCallback(anInput()));
    centre.queue.restore();

    expect(centre.queue.open()).toStrictEqual([first, second]);
    expect(centre.log.entries).toMatchObject([
      { level: "warn", event: "task.next-not-noted", details: { taskId: first, next: second } },
    ]);
  });

  it("is the one that waits already, where nobody could look for that in time", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const first = taskIdOf(await centre.run(centre.process().requestCallback(anInput())));
    await centre.clock.advance(1_000);
    const failing = { when: "before", method: "look" } as const;
    const twice = failingTwice(centre.tasks, failing);
    const second = await centre.run(centre.process({ tasks: twice }).requestCallback(anInput()));

    expect(second).toMatchObject({ kind: "joined", taskId: first });
    expect(centre.queue.open()).toStrictEqual([first]);
  });
});

describe("a task that the queue does not make", () => {
  it.each<[string, (tasks: CallbackTasks) => CallbackTasks["add"], typeof Rejected | typeof Unavailable]>([
    ["refuses it", () => () => Promise.reject(new Rejected("No such workflow")), Rejected],
    ["is away", () => async () => ({ kind: "not-added", cause: AWAY }), Unavailable],
    ["never answers, and has made nothing", () => async () => LOST, Unavailable],
  ])("keeps nobody from asking again at once: the queue %s", async (_, add, fault) => {
    const { centre, first } = await calledContact();
    const stranger = anInput({ contactNumber: "+14155550111" });
    const unlucky = centre.process({ tasks: withAdd(centre.tasks, add(centre.tasks)) });
    for (const asked of [anInput(), stranger])
      await expect(centre.run(unlucky.requestCallback(asked))).rejects.toBeInstanceOf(fault);

    expect(await centre.find(first)).not.toHaveProperty("mark");
    for (const asked of [anInput(), stranger])
      expect(await centre.process().requestCallback(asked)).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toHaveLength(3);
  });

  it("keeps others waiting while the queue may still be making it", async () => {
    const centre = new Centre();
    const tasks = withAdd(centre.tasks, async () => ({ ...LOST, mayStillHappen: true }));
    await expect(centre.run(centre.process({ tasks }).requestCallback(anInput()))).rejects.toMatchObject({
      message: "The task could not be made",
      options: { retryAfterSeconds: 5, cause: LOST.cause },
    });

    await expect(centre.run(centre.process().requestCallback(anInput()))).rejects.toMatchObject({
      message: "The same request is being worked on",
      options: { retryAfterSeconds: 5 },
    });
  });
});

describe("a process that was frozen before its create", () => {
  it("looks once more, and makes the task where nothing has come", async () => {
    const centre = new Centre();
    const frozen = centre.interruptedProcess({ when: "after", method: "look" }, () =>
      centre.clock.advance(2_500),
    );

    expect(await centre.run(frozen.requestCallback(anInput()))).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toHaveLength(1);
  });

  it("joins what has come meanwhile", async () => {
    const centre = new Centre();
    const first = taskIdOf(await centre.process().requestCallback(anInput()));
    const request = (await centre.find(first))?.request;
    if (!request) throw new Error("It waits");
    await centre.tasks.end(first, "reached");
    let come = "";
    const frozen = centre.interruptedProcess({ when: "after", method: "look" }, async () => {
      await centre.clock.advance(2_500);
      come = await centre.put(request);
    });

    expect(await centre.run(frozen.requestCallback(anInput()))).toMatchObject({
      kind: "joined",
      taskId: come,
    });
    expect(centre.queue.open()).toStrictEqual([come]);
  });

  it("takes its lock on the called task again, and one task follows that", async () => {
    const { centre, first } = await calledContact();
    const frozen = centre.interruptedProcess({ when: "after", method: "change" }, () =>
      centre.clock.advance(5_000),
    );
    const second = taskIdOf(await centre.run(frozen.requestCallback(anInput())));

    expect(centre.queue.open()).toStrictEqual([first, second]);
    expect((await centre.find(first))?.mark).toMatchObject({ next: second, at: centre.clock.now() });
  });
});

describe("a held request that somebody is moving", () => {
  const supervisor = aSupervisor();

  it.each<[string, (centre: Centre, id: string) => Promise<{ readonly kind: string }>, string]>([
    [
      "is canceled at its new place",
      (centre, id) => centre.process().cancelBySupervisor(id, supervisor, "Wrote an e-mail"),
      "canceled",
    ],
    [
      "is brought forward at its new place",
      (centre, id) => centre.process().expediteCallback(id, supervisor),
      "done",
    ],
  ])("%s, by a supervisor who waits for that", async (_, act, kind) => {
    const { centre, held } = await heldRequest();
    const slow = centre.interruptedProcess({ when: "before", method: "end" }, () =>
      centre.clock.pause(1_000),
    );
    const moving = slow.requestCallback(anInput());
    await centre.clock.advance(1);
    const acted = await centre.run(act(centre, held));
    const moved = taskIdOf(await centre.run(moving));

    expect(acted.kind).toBe(kind);
    expect(moved).not.toBe(held);
    const task = await centre.find(moved);
    expect(kind === "canceled" ? task?.state : task?.request.expedited?.by).toBe(
      kind === "canceled" ? "canceled" : "Supervisor",
    );
  });
});

describe("somebody who waits for the same request while the ledger goes away", () => {
  it("looks at all that there is, and joins the task that came", async () => {
    const centre = new Centre();
    const slow = centre.interruptedProcess({ when: "before", method: "add" }, () => centre.clock.pause(300));
    const first = slow.requestCallback(anInput());
    await centre.clock.advance(1);
    const second = centre.process().requestCallback(anInput());
    await centre.clock.advance(100);
    centre.ledgerBook.cutOff();

    expect(await centre.run(second)).toMatchObject({
      kind: "joined",
      taskId: taskIdOf(await centre.run(first)),
    });
    expect(centre.queue.open()).toHaveLength(1);
  });
});

describe("a create whose answer was lost", () => {
  it("is found by who made it, and is not made twice", async () => {
    const centre = new Centre();
    const tasks = withAdd(centre.tasks, async (...given) => {
      await centre.tasks.add(...given);
      return LOST;
    });
    const outcome = await centre.run(centre.process({ tasks }).requestCallback(anInput()));

    expect(outcome).toMatchObject({ kind: "created" });
    expect(centre.queue.open()).toStrictEqual([taskIdOf(outcome)]);
  });

  it("is sent again where it made nothing", async () => {
    const centre = new Centre();
    let sent = 0;
    const tasks = withAdd(centre.tasks, async (...given) => {
      sent += 1;
      return sent === 1 ? LOST : centre.tasks.add(...given);
    });

    expect(await centre.run(centre.process({ tasks }).requestCallback(anInput()))).toMatchObject({
      kind: "created",
    });
    expect(sent).toBe(2);
    expect(centre.queue.open()).toHaveLength(1);
  });
});

describe("a held request whose contact asks again", () => {
  const cancel = { when: "before", method: "end" } as const;

  it("moves all the same where the first cancel got no answer", async () => {
    const { centre, held } = await heldRequest();
    const unlucky = centre.interruptedProcess(cancel, () => Promise.reject(AWAY));
    const moved = await centre.run(unlucky.requestCallback(anInput()));

    expect(moved.kind).toBe("joined");
    expect(centre.queue.open()).toStrictEqual([taskIdOf(moved)]);
    expect(await centre.find(taskIdOf(moved))).toMatchObject({ after: held });
  });

  it("moves once where the cancel took effect and its answer was lost", async () => {
    const { centre, held } = await heldRequest();
    const unlucky = centre.interruptedProcess({ ...cancel, when: "after" }, () => Promise.reject(AWAY));
    const moved = await centre.run(unlucky.requestCallback(anInput()));

    expect(centre.queue.open()).toStrictEqual([taskIdOf(moved)]);
    expect(taskIdOf(moved)).not.toBe(held);
  });

  it("waits as it was, without a mark, where it cannot be canceled", async () => {
    const { centre, held } = await heldRequest();
    const twice = failingTwice(centre.tasks, cancel);

    await expect(centre.run(centre.process({ tasks: twice }).requestCallback(anInput()))).rejects.toBe(AWAY);
    expect(centre.queue.open()).toStrictEqual([held]);
    expect(await centre.find(held)).not.toHaveProperty("mark");
  });
});

describe("of two tasks of one request that wait", () => {
  async function twoTasks() {
    const centre = new Centre();
    const keep = taskIdOf(await centre.process().requestCallback(anInput()));
    const request = (await centre.find(keep))?.request;
    if (!request) throw new Error("It waits");
    await centre.clock.advance(1_000);

    return { centre, keep, gone: await centre.put(request) };
  }

  it("the younger goes, and says which one stays", async () => {
    const { centre, keep, gone } = await twoTasks();
    await centre.run(centre.process().requestCallback(anInput({ message: "Hello?" })));

    expect(centre.queue.open()).toStrictEqual([keep]);
    expect(centre.queue.history().filter(({ kind }) => kind === "ended")).toMatchObject([
      { task: { id: gone }, end: { how: "canceled", reason: `Joined to ${keep}` } },
    ]);
  });

  it("none goes where that cannot be noted, and the log says so", async () => {
    const { centre, keep, gone } = await twoTasks();
    const tidying = centre.interruptedProcess({ when: "before", method: "change" }, () =>
      Promise.reject(AWAY),
    );
    const asked = await centre.run(tidying.requestCallback(anInput({ message: "Hello?" })));

    expect(asked).toMatchObject({ kind: "joined", taskId: keep });
    expect(centre.queue.open()).toStrictEqual([keep, gone]);
    expect(centre.log.entries).toMatchObject([{ event: "request.not-tidied", details: { taskId: keep } }]);
  });

  it("none goes where an agent takes the one that is one too many", async () => {
    const { centre, keep, gone } = await twoTasks();
    const tidying = centre.interruptedProcess({ when: "before", method: "end" }, async () =>
      centre.queue.accept(gone, "WK2"),
    );
    await centre.run(tidying.requestCallback(anInput({ message: "Hello?" })));

    expect(centre.queue.open()).toStrictEqual([keep, gone]);
    expect(await centre.find(gone)).not.toHaveProperty("joined");
  });

  it("none goes where the one that stays was called for meanwhile", async () => {
    const { centre, keep, gone } = await twoTasks();
    const tidying = centre.interruptedProcess({ when: "after", method: "change" }, async () => {
      centre.queue.accept(keep, "WK1");
      await centre.process().recordAttempt(keep, { outcome: "placed" }, agent);
    });
    await centre.run(tidying.requestCallback(anInput({ message: "Hello?" })));

    expect(centre.queue.open()).toStrictEqual([keep, gone]);
    expect(await centre.find(gone)).not.toHaveProperty("joined");
  });
});
