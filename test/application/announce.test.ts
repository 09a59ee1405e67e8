import { describe, expect, it } from "vitest";
import type { AnnouncementKind } from "../../src/domain/announcement.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import type { TaskEvent } from "../../src/domain/task-event.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { anAgent, anInput, aRequest, aSupervisor, aVoicemail } from "../support/requests.ts";
import { Centre, taskIdOf } from "./centre.ts";

const HOUR_MS = 3_600_000;

async function taskOf(centre: Centre, id: string): Promise<CallbackTask> {
  const task = await centre.find(id);
  if (!task) throw new Error(`There is no task ${id}`);

  return task;
}

/** What the queue tells of a task at this moment. */
async function changed(centre: Centre, id: string): Promise<TaskEvent> {
  return { kind: "changed", task: await taskOf(centre, id), at: centre.clock.now() };
}

async function completed(centre: Centre, id: string): Promise<TaskEvent> {
  const at = centre.clock.now();

  return {
    kind: "ended",
    task: await taskOf(centre, id),
    at,
    end: { how: "completed", at, isQueuesReason: false },
  };
}

function kindsTold({ announcements }: Centre): readonly AnnouncementKind[] {
  return announcements.told.map(({ kind }) => kind);
}

const AGENT = anAgent();

/** A callback from its asking to its end, as its task's events tell it. */
async function aLife(centre: Centre) {
  const process = centre.process();
  const first = taskIdOf(await centre.run(process.requestCallback(anInput())));
  const events = [await changed(centre, first)];
  await centre.clock.advance(60_000);
  await centre.run(process.requestCallback(anInput({ message: "It is urgent." })));
  events.push(await changed(centre, first));
  centre.queue.accept(first, AGENT.workerId ?? "");
  await centre.run(process.recordAttempt(first, { outcome: "placed" }, AGENT));
  await centre.run(process.recordAttempt(first, { outcome: "busy", callTaskId: "WTcall" }, AGENT));
  const next = taskIdOf(await centre.run(process.requeueCallback(first, AGENT)));
  events.push(await changed(centre, first));
  centre.queue.finish(first);
  events.push(await completed(centre, first), await changed(centre, next));
  centre.queue.accept(next, AGENT.workerId ?? "");
  await centre.run(process.closeCallback(next, "wrong-number", AGENT));
  events.push(await completed(centre, next));

  return { process, first, next, events };
}

const LIFE: readonly AnnouncementKind[] = [
  "callback.requested",
  "callback.asked-again",
  "callback.attempted",
  "callback.put-back",
  "callback.ended",
];

describe("Other systems", () => {
  it("are told of a request's life, each thing once, under the request's name", async () => {
    const centre = new Centre();
    const { process, first, next, events } = await aLife(centre);
    for (const event of events) await centre.run(process.takeEvents([event]));

    expect(kindsTold(centre)).toStrictEqual(LIFE);
    expect(new Set(centre.announcements.told.map(({ request }) => request))).toStrictEqual(new Set([first]));
    expect(centre.announcements.told.map(({ data }) => data)).toMatchObject([
      { number: "+14155550100", taskType: "callback" },
      { message: "It is urgent." },
      { outcome: "busy", agent: AGENT.name, callTaskSid: "WTcall" },
      { taskSid: next, attempts: 1 },
      { how: "closed", reason: "wrong-number", agent: AGENT.name },
    ]);
  });

  it("are told which supervisor handed a request to whom, and brought it forward, under the request's name", async () => {
    const centre = new Centre();
    centre.roster.employ({ workerId: "WK7", name: "Ada", isAvailable: true });
    const process = centre.process();
    const first = await centre.put(aRequest({ key: "k-1" }));
    const moved = await centre.run(process.assignCallback(first, "WK7", aSupervisor()));
    const next = taskIdOf(moved as { readonly kind: string });
    await centre.run(process.expediteCallback(next, aSupervisor()));
    for (const event of [await changed(centre, next), await changed(centre, next)])
      await centre.run(process.takeEvents([event]));

    expect(centre.announcements.told).toMatchObject([
      { kind: "callback.assigned", request: first, data: { agent: "Supervisor", workerSid: "WK7" } },
      { kind: "callback.expedited", request: first, data: { agent: "Supervisor" } },
    ]);
  });

  it("are told each thing once, however often and in whatever order events come, by whichever process", async () => {
    const centre = new Centre();
    const { events } = await aLife(centre);
    await centre.run(centre.process().takeEvents([...events, ...events].reverse()));
    await centre.run(centre.process().takeEvents(events));

    expect([...kindsTold(centre)].sort()).toStrictEqual([...LIFE].sort());
  });

  it.each([
    ["an hour", HOUR_MS],
    ["a day", 24 * HOUR_MS],
  ])("that are away for %s are told afterwards, and no request waits for them", async (_, away) => {
    const centre = new Centre();
    const process = centre.process();
    const taskId = taskIdOf(await centre.run(process.requestCallback(anInput())));
    await centre.clock.advance(24 * HOUR_MS);
    const task = await taskOf(centre, taskId);
    centre.queue.remove(taskId);
    const at = centre.clock.now();
    const events: TaskEvent[] = [
      {
        kind: "ended",
        task: { ...task, state: "canceled" },
        at,
        end: { how: "canceled", at, reason: "Task TTL Exceeded", isQueuesReason: true },
      },
    ];
    centre.announcements.goAway();
    await expect(centre.run(process.takeEvents(events))).rejects.toBeInstanceOf(Unavailable);
    expect(await centre.openTasks()).toHaveLength(1);
    await centre.clock.advance(away);
    centre.announcements.comeBack();
    await centre.run(process.takeEvents(events));

    expect(kindsTold(centre)).toStrictEqual(["callback.requested"]);
    expect(await centre.openTasks()).toHaveLength(1);
  });

  it("are told the rest of a hundred where the first time was too short, and nothing twice", async () => {
    const centre = new Centre();
    const process = centre.process();
    const events: TaskEvent[] = [];
    for (let number = 100; number < 200; number++) {
      const input = anInput({ contactNumber: `+14155550${number}` });
      events.push(await changed(centre, taskIdOf(await centre.run(process.requestCallback(input)))));
    }
    const { told } = centre.announcements;
    centre.announcements.goAwayAfter(40);
    await expect(centre.run(process.takeEvents(events))).rejects.toBeInstanceOf(Unavailable);
    expect(told).toHaveLength(40);
    centre.announcements.comeBack();
    await centre.run(centre.process().takeEvents(events));

    expect(new Set(told.map(({ id }) => id)).size).toBe(100);
    expect(told).toHaveLength(100);
  });

  it("are told by a sweep what no event told", async () => {
    const centre = new Centre();
    const process = centre.process();
    await centre.run(process.requestCallback(anInput()));
    const swept = async () => {
      for await (const step of process.sweep()) expect(step.kind).not.toBe("failed");
    };
    await centre.run(swept());
    await centre.run(swept());

    expect(kindsTold(centre)).toStrictEqual(["callback.requested"]);
  });

  it("are told who heard a voicemail, once for each agent, and who deleted it", async () => {
    const centre = new Centre({ deletion: "allow" });
    const process = centre.process();
    const { recordingId } = aVoicemail();
    centre.recordings.record(recordingId, new Uint8Array(10));
    const taskId = taskIdOf(
      await centre.run(process.leaveVoicemail(anInput({ voicemail: aVoicemail({ recordingId }) }))),
    );
    centre.queue.accept(taskId, AGENT.workerId ?? "");
    const play = (start: number) => centre.run(process.playVoicemail(taskId, { start, length: 5 }, AGENT));
    await play(0);
    await play(5);
    await play(0);
    await centre.run(process.deleteVoicemail(taskId, AGENT));
    await centre.run(process.takeEvents([await changed(centre, taskId)]));

    expect(kindsTold(centre)).toStrictEqual(["voicemail.received", "voicemail.heard", "voicemail.deleted"]);
    expect(centre.announcements.told.slice(1).map(({ data }) => data.agent)).toStrictEqual([
      AGENT.name,
      AGENT.name,
    ]);
    expect(centre.log.events.filter((event) => event === "voicemail.heard")).toHaveLength(2);
  });
});
