import { describe, expect, it } from "vitest";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import type { FollowOutcome } from "../../src/application/follow-end.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import type { TaskEnd } from "../../src/domain/task-event.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anInput } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";
import { death } from "./interrupted-tasks.ts";

const HOUR_MS = 3_600_000;
const CONTACT = anInput();

/** A contact asked on Friday evening, and the queue ended their task a day later, as it does by itself. */
async function anEndedTask(centre = new Centre()) {
  const process = centre.process();
  const taskId = taskIdOf(await centre.run(process.requestCallback(CONTACT)));
  await centre.clock.advance(24 * HOUR_MS);
  const ended = endedByQueue(centre, taskId, await taskOf(centre, taskId));
  const follow = (by = process) => centre.run(by.followEnd(ended));

  return { centre, process, taskId, ended, follow };
}

function endedByQueue(centre: Centre, taskId: string, task: CallbackTask) {
  centre.queue.remove(taskId);
  const end: TaskEnd = {
    how: "canceled",
    at: centre.clock.now(),
    reason: "Task TTL Exceeded",
    isQueuesReason: true,
  };

  return { task: { ...task, state: "canceled" as const }, end };
}

async function taskOf(centre: Centre, taskId: string): Promise<CallbackTask> {
  const task = await centre.find(taskId);
  if (!task) throw new Error(`There is no task ${taskId}`);

  return task;
}

function nextOf(outcome: FollowOutcome): string {
  if (outcome.kind !== "followed") throw new Error(`It was ${outcome.kind}`);

  return outcome.taskId;
}

describe("A request whose task the queue has ended", () => {
  it("goes into the queue again, at its old place, without an attempt", async () => {
    const { centre, taskId, ended, follow } = await anEndedTask();
    const next = nextOf(await follow());

    expect(await centre.openTasks()).toMatchObject([
      {
        id: next,
        after: taskId,
        request: {
          attemptsMade: 0,
          agains: 1,
          key: ended.task.request.key,
          conversationId: taskId,
          routing: { queuedSince: ended.task.createdAt },
        },
      },
    ]);
  });

  it("has one next task however often its end is told, one after the other or at once", async () => {
    const { centre, process, ended, follow } = await anEndedTask();
    const others = [centre.process(), centre.process()];
    const outcomes = await centre.run(
      Promise.allSettled([process, ...others].map((each) => each.followEnd(ended))),
    );
    await centre.clock.advance(HOUR_MS);
    const next = nextOf(await follow());

    expect(await centre.openTasks()).toMatchObject([{ id: next }]);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(Unavailable);
      else expect(outcome.value).toStrictEqual({ kind: "followed", taskId: next });
    }
  });

  it("is not called once more where the end is told again after its next task has come and gone", async () => {
    const { centre, follow } = await anEndedTask();
    const next = nextOf(await follow());
    centre.queue.accept(next, "agent");
    centre.queue.finish(next);
    centre.queue.remove(next);
    await centre.clock.advance(HOUR_MS);

    expect(await follow()).toStrictEqual({ kind: "followed", taskId: next });
    expect(await centre.openTasks()).toStrictEqual([]);
  });

  it("is joined to the task of a contact who has asked again meanwhile", async () => {
    const { centre, process, follow } = await anEndedTask();
    const again = taskIdOf(await centre.run(process.requestCallback(CONTACT)));

    expect(nextOf(await follow())).toBe(again);
    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("waits until the ledger can be asked: nothing is lost", async () => {
    const { centre, follow } = await anEndedTask();
    centre.ledgerBook.cutOff();
    await expect(follow()).rejects.toMatchObject({
      name: "Unavailable",
      message: "The ledger cannot be asked",
    });
    centre.ledgerBook.restore();

    expect(await centre.openTasks()).toStrictEqual([]);
    nextOf(await follow());
    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("keeps no contact from asking who calls while its next task may still come", async () => {
    const { centre, process, ended } = await anEndedTask();
    const mark = { id: "other", at: centre.clock.now(), why: "move" } as const;
    const marked = { ...ended, task: { ...ended.task, mark } };
    await expect(centre.run(process.followEnd(marked))).rejects.toBeInstanceOf(Unavailable);

    expect(await centre.run(process.requestCallback(CONTACT))).toMatchObject({ kind: "created" });
  });

  it("waits for its contact's own new request, and goes on where whoever took that died", async () => {
    const { centre, follow } = await anEndedTask();
    void centre.interruptedProcess({ when: "before", method: "add" }, death).requestCallback(CONTACT);
    await centre.clock.advance(1);
    await expect(follow()).rejects.toMatchObject({ message: "The same request is being worked on" });
    expect(await centre.openTasks()).toStrictEqual([]);
    await centre.clock.advance(20_000);

    nextOf(await follow());
    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("has its next task though nobody could note that, and the log names it", async () => {
    const { centre, follow } = await anEndedTask();
    const unlucky = centre.interruptedProcess({ when: "after", method: "add" }, async () =>
      centre.ledgerBook.cutOff(),
    );
    const next = nextOf(await follow(unlucky));
    const note = { level: "warn", event: "ledger.not-noted", details: { taskId: next } };

    expect(centre.log.entries.filter(({ event }) => event === "ledger.not-noted")).toMatchObject([
      note,
      note,
    ]);
  });

  it("is said in the log, with the queue's reason", async () => {
    const { centre, taskId, follow } = await anEndedTask();
    const newTaskId = nextOf(await follow());

    expect(centre.log.entries).toMatchObject([
      { level: "info", event: "task.followed", details: { taskId, newTaskId, reason: "Task TTL Exceeded" } },
    ]);
  });

  it("waits for whoever may still be making its next task", async () => {
    const centre = new Centre();
    const { ended } = await anEndedTask(centre);
    const mark = {
      id: "other",
      at: centre.clock.now(),
      why: "move",
      decision: { attemptsMade: 0, putBacks: 0, retryDelaySeconds: 0 },
    } as const;
    const marked = { ...ended, task: { ...ended.task, mark } };
    const follow = () => centre.run(centre.process().followEnd(marked));
    await expect(follow()).rejects.toMatchObject({
      name: "Unavailable",
      message: "The same request is being worked on",
      options: { retryAfterSeconds: 15 },
    });
    await centre.clock.advance(60_000);

    nextOf(await follow());
    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("is left for an hour where the workflow drops what has just come, and the log names the workflow", async () => {
    const centre = new Centre();
    const process = centre.process();
    const taskId = taskIdOf(
      await centre.run(process.requestCallback({ ...CONTACT, workflowId: `WW${"1".repeat(32)}` })),
    );
    const ended = endedByQueue(centre, taskId, await taskOf(centre, taskId));
    const outcome = await centre.run(process.followEnd(ended));

    expect(outcome).toStrictEqual({ kind: "later", at: new Date(ended.task.createdAt.getTime() + HOUR_MS) });
    expect(centre.log.entries).toContainEqual(
      expect.objectContaining({
        event: "task.dropped-at-once",
        details: expect.objectContaining({ workflowId: `WW${"1".repeat(32)}` }),
      }),
    );
    await centre.clock.advance(HOUR_MS);
    nextOf(await centre.run(process.followEnd(ended)));
  });

  it("goes again twice where both tasks were ended, one after the other", async () => {
    const { centre, process, follow } = await anEndedTask();
    const second = nextOf(await follow());
    await centre.clock.advance(24 * HOUR_MS);
    const ended = endedByQueue(centre, second, await taskOf(centre, second));
    const third = nextOf(await centre.run(process.followEnd(ended)));

    expect(await centre.openTasks()).toMatchObject([{ id: third, after: second, request: { agains: 2 } }]);
  });
});

describe("A request that is over", () => {
  it("is not revived: its agent completed it", async () => {
    const centre = new Centre();
    const process = centre.process();
    const taskId = taskIdOf(await centre.run(process.requestCallback(CONTACT)));
    centre.queue.accept(taskId, anAgent().workerId ?? "");
    await centre.run(process.closeCallback(taskId, "wrong-number", anAgent()));
    const task = await taskOf(centre, taskId);
    const end: TaskEnd = { how: "completed", at: centre.clock.now(), isQueuesReason: false };

    expect(await centre.run(process.followEnd({ task, end }))).toMatchObject({
      kind: "ended",
      end: { how: "closed", reason: "wrong-number", by: "Agent One" },
    });
    expect(await centre.openTasks()).toStrictEqual([]);
  });
});

describe("Without a ledger", () => {
  it("a request goes into the queue again all the same, once for each task that ended", async () => {
    const centre = new Centre();
    const { follow } = await anEndedTask(centre);
    const process = centre.process({ ledger: new NoLedger(centre.chance) });
    const next = nextOf(await follow(process));

    expect(nextOf(await follow(process))).toBe(next);
    expect(await centre.openTasks()).toHaveLength(1);
  });
});

describe("A reason that nobody knows", () => {
  const reason = "Cleaned up by a script of the contact centre, which writes long sentences";
  const canceledFor =
    (task: Partial<CallbackTask> = {}, end: Partial<TaskEnd> = {}) =>
    async () => {
      const { centre, process, ended } = await anEndedTask();
      const by: TaskEnd = { ...ended.end, reason, isQueuesReason: false, ...end };
      await centre.run(process.followEnd({ task: { ...ended.task, ...task }, end: by }));

      return centre.log.entries.filter(({ event }) => event === "task.unknown-reason");
    };
  const mark = { id: "other", at: new Date(0), why: "move" } as const;

  it("is logged by itself, cut short: anybody may have written anything", async () => {
    expect(await canceledFor()()).toMatchObject([{ details: { reason: reason.slice(0, 60) } }]);
  });

  it.each([
    ["the reason is one of the queue's own", canceledFor({}, { isQueuesReason: true })],
    ["the task was completed", canceledFor({}, { how: "completed" })],
    ["one of us moved it", canceledFor({ mark })],
    ["it was one too many", canceledFor({ joined: { id: "other", at: new Date(0), keep: "task-9" } })],
  ])("is not logged where %s", async (_, logged) => {
    expect(await logged()).toStrictEqual([]);
  });
});
