import { describe, expect, it } from "vitest";
import { makeTaskRouterEvents } from "../../src/adapters/functions/taskrouter-events.ts";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import { writeAttributes } from "../../src/adapters/twilio-wire/task-attributes.ts";
import { lastEvents, makeNoteEventsCame } from "../../src/application/events-came.ts";
import { makeTakeEvents } from "../../src/application/take-events.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import { FUNCTIONS_PACE } from "../../src/domain/once/pace.ts";
import { Rejected, Unavailable } from "../../src/ports/faults.ts";
import { Centre } from "../application/centre.ts";
import { aNumber, anId, aRequest } from "../support/requests.ts";

const SOURCE = { accountSid: anId("AC"), workspaceSid: anId("WS") };
const A_DAY_MS = 86_400_000;

function receiver(centre = new Centre()) {
  const needs = { ...centre, ledger: centre.ledger };
  const take = centre.process().takeEvents;
  const answer = makeTaskRouterEvents(take, makeNoteEventsCame(needs), centre.clock, centre.log, SOURCE);

  return { centre, send: (events: readonly object[]) => centre.run(answer({ ...events })) };
}

/** Tasks of that many contacts, each of which the queue has ended after a day. */
async function endedTasks(centre: Centre, many: number): Promise<readonly CallbackTask[]> {
  const ids: string[] = [];
  for (let number = 0; number < many; number++)
    ids.push(
      await centre.put(
        aRequest({
          contact: { kind: "number", number: aNumber(`+1415555${String(1000 + number)}`) },
          receivedAt: centre.clock.now(),
          key: `k-${number}`,
        }),
      ),
    );
  await centre.clock.advance(A_DAY_MS);
  const tasks: CallbackTask[] = [];
  for (const id of ids) {
    const task = await centre.find(id);
    if (task) tasks.push(task);
    centre.queue.remove(id);
  }

  return tasks;
}

function canceled({ id, createdAt, ...task }: CallbackTask, at: Date) {
  return cloud("task.canceled", at, {
    task_sid: id,
    task_age: (at.getTime() - createdAt.getTime()) / 1000,
    task_assignment_status: "canceled",
    task_canceled_reason: "Task TTL Exceeded",
    task_date_created: createdAt.toISOString(),
    task_timeout: 86_400,
    task_attributes: JSON.stringify(writeAttributes(task, SOURCE.accountSid)),
  });
}

function cloud(type: string, at: Date, payload: object) {
  return {
    specversion: "1.0",
    type: `com.twilio.taskrouter.${type}`,
    time: at.toISOString(),
    data: { payload: { account_sid: SOURCE.accountSid, workspace_sid: SOURCE.workspaceSid, ...payload } },
  };
}

const CHAT = JSON.stringify({ channelType: "web", note: "n".repeat(3_000) });

/** Of other people's work: most of what a contact centre's queue tells. */
const other = (at: Date) => cloud("task.updated", at, { task_sid: anId("WT", "c"), task_attributes: CHAT });

const NOBODY_WAS_SERVED = async () => [];
const NOBODY_IS_TOLD = async () => undefined;

describe("Events of Event Streams", () => {
  it("bring back what the queue ended, once, however often and in whatever order they come", async () => {
    const { centre, send } = receiver();
    const tasks = await endedTasks(centre, 3);
    const events = tasks.map((task) => canceled(task, centre.clock.now()));
    const first = await send(events);
    await send([...events].reverse());
    await Promise.all([send([...events, ...events]), send(events)]);

    expect(first).toMatchObject({ status: 200, body: { events: 3, ours: 3, followed: 3 } });
    expect((await centre.openTasks()).map(({ after }) => after).sort()).toStrictEqual(
      tasks.map(({ id }) => id).sort(),
    );
  });

  it("may come again as a whole where a part failed, and what was done is not done twice", async () => {
    const centre = new Centre();
    const follow = centre.process().followEnd;
    let isAway = true;
    const tasks = await endedTasks(centre, 4);
    const take = makeTakeEvents(
      async (ended) => {
        if (isAway && ended.task.id === tasks[1]?.id) throw new Unavailable("The queue is away");
        return follow(ended);
      },
      NOBODY_WAS_SERVED,
      NOBODY_IS_TOLD,
      { ...centre, ledger: centre.ledger, pace: FUNCTIONS_PACE },
    );
    const answer = makeTaskRouterEvents(take, async () => undefined, centre.clock, centre.log, SOURCE);
    const events = { ...tasks.map((task) => canceled(task, centre.clock.now())) };

    await expect(centre.run(answer(events))).rejects.toBeInstanceOf(Unavailable);
    expect(await centre.openTasks()).toHaveLength(3);
    isAway = false;
    await centre.run(answer(events));
    expect(await centre.openTasks()).toHaveLength(4);
  });

  it("are not asked for again where the queue refuses the next task for good, and the log says so", async () => {
    const centre = new Centre();
    const [task] = await endedTasks(centre, 1);
    const take = makeTakeEvents(
      async () => {
        throw new Rejected("No such workflow", { status: 400 });
      },
      NOBODY_WAS_SERVED,
      NOBODY_IS_TOLD,
      { ...centre, ledger: centre.ledger, pace: FUNCTIONS_PACE },
    );
    const answer = makeTaskRouterEvents(take, async () => undefined, centre.clock, centre.log, SOURCE);

    expect(task && (await answer({ 0: canceled(task, centre.clock.now()) }))).toMatchObject({ status: 200 });
    expect(centre.log.events).toContain("event.not-taken");
  });

  it("cost little where most of them are not ours: a hundred take less than 20 ms of CPU", async () => {
    const { centre, send } = receiver();
    const tasks = await endedTasks(centre, 5);
    const at = centre.clock.now();
    const events = [
      ...Array.from({ length: 95 }, () => other(at)),
      ...tasks.map((task) => canceled(task, at)),
    ];
    const costs: number[] = [];
    for (let tried = 0; tried < 8; tried++) {
      const before = process.cpuUsage();
      await send(events);
      const { user, system } = process.cpuUsage(before);
      costs.push((user + system) / 1000);
    }

    expect(Math.min(...costs)).toBeLessThan(20);
  });

  it("are noted, at most once a minute, and a test event always, so that somebody can see that they come", async () => {
    const { centre, send } = receiver();
    const test = { type: "com.twilio.eventstreams.test-event", id: "x", data: { test_id: "t-1" } };
    await send([other(centre.clock.now())]);
    const first = await lastEvents(centre.ledger);
    await centre.clock.advance(30_000);
    await send([other(centre.clock.now())]);

    expect(await lastEvents(centre.ledger)).toStrictEqual(first);
    await send([test]);
    expect(await lastEvents(centre.ledger)).toStrictEqual({ at: centre.clock.now(), test: "t-1" });
  });

  it("are taken though the ledger is away or off: only the note is missing", async () => {
    const centre = new Centre();
    centre.ledgerBook.cutOff();
    const note = makeNoteEventsCame(centre);
    await note([]);
    expect(centre.log.events).toContain("ledger.not-noted");
    await makeNoteEventsCame({ ...centre, ledger: new NoLedger(centre.chance) })(["t"]);
  });
});
