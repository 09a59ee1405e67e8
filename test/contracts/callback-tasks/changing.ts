import { expect } from "vitest";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import type { CallbackTask, TaskMark } from "../../../src/domain/callback-task.ts";
import type { TaskReading } from "../../../src/ports/callback-tasks.ts";
import { Rejected } from "../../../src/ports/faults.ts";
import { anAttempt, anId, aTranscript, aVoicemail } from "../../support/requests.ts";
import type { Promises } from "../promises.ts";
import { expectCut, ID_NEVER_GIVEN_OUT, required, textOf, type World } from "./world.ts";

/** What every `CallbackTasks` promises of `change`. */
export function promiseChanging(promise: Promises, current: () => World): void {
  promise("shows the task to whoever changes it, just as it is found", async () => {
    const { tasks, add, find } = current();
    const id = await add({ key: "m-1", message: "Gold" });
    const found = await find(id);
    const seen: CallbackTask[] = [];
    await tasks.change(id, ({ task }) => {
      seen.push(task);
      return undefined;
    });

    expect(seen).toStrictEqual([found]);
  });

  promise("leaves a task alone when there is nothing to change, and returns it as it is", async () => {
    const { tasks, add, find } = current();
    const id = await add({ message: "Gold" });
    const before = await find(id);

    expect((await tasks.change(id, () => undefined))?.task).toStrictEqual(before);
    expect(await find(id)).toStrictEqual(before);
  });

  promise("changes the request, keeps that it was requeued, and returns the task as it then is", async () => {
    const { tasks, add, find } = current();
    const id = await add();
    await tasks.change(id, () => ({ mark: aMark() }));
    const changed = await tasks.change(id, withAttempt(1));

    expect(changed?.task.request.attempts).toStrictEqual([theAttempt(1)]);
    expect(changed?.task.mark).toStrictEqual(aMark());
    expect(await find(id)).toStrictEqual(changed?.task);
  });

  promise("raises the priority of a task that waits", async () => {
    const { tasks, add, find } = current();
    const id = await add({ key: "m-1" });
    const before = required(await find(id)).request.routing.priority;
    await tasks.change(id, ({ task: { request } }) => ({
      request: { ...request, routing: { ...request.routing, priority: before + 7 } },
    }));

    expect((await find(id))?.request.routing.priority).toBe(before + 7);
  });

  promise("marks a task as requeued and keeps its request", async () => {
    const { tasks, add, find } = current();
    const id = await add({ message: "Gold", attributes: { skills: ["es"] } });
    const before = await find(id);
    await tasks.change(id, () => ({ mark: aMark() }));
    await tasks.change(id, () => ({ mark: aMark({ next: anId("WT", 7) }) }));

    expect(await find(id)).toStrictEqual({ ...before, mark: aMark({ next: anId("WT", 7) }) });
  });

  promise("takes a mark off again", async () => {
    const { tasks, add, find } = current();
    const id = await add();
    const before = await find(id);
    await tasks.change(id, () => ({ mark: aMark(), joined: JOINED }));
    expect(await find(id)).toStrictEqual({ ...before, mark: aMark(), joined: JOINED });

    await tasks.change(id, () => ({ mark: null, joined: null }));
    expect(await find(id)).toStrictEqual(before);
  });

  promise(
    "tells with each reading when it was taken, by the queue's clock, and of which revision it is",
    async () => {
      const { tasks, add } = current();
      const id = await add();
      const before = await tasks.find(id);
      const changed = await tasks.change(id, withAttempt(1));
      const after = await tasks.find(id);

      expect(before?.at.getTime()).toBeGreaterThanOrEqual((before?.task.createdAt.getTime() ?? 0) - 1000);
      expect(changed?.revision).not.toBe(before?.revision);
      expect(after?.revision).toBe(changed?.revision);
    },
  );

  promise("changes a task that an agent has, and takes it from nobody", async () => {
    const { tasks, add, agents, workers } = current();
    const id = await add();
    await agents.accept(id, workers[0]);
    const changed = await tasks.change(id, withAttempt(1));

    expect(changed?.task.state).toBe("assigned");
    expect(await tasks.holders(id)).toStrictEqual([workers[0]]);
  });

  promise("finds a task under the key that it was given later", async () => {
    const { tasks, add, workflowId } = current();
    const id = await add();
    await tasks.change(id, ({ task: { request } }) => ({ request: { ...request, key: "later" } }));

    expect(await (await tasks.look({ key: "later", workflowId }, "all")).tasks).toMatchObject([{ id }]);
  });

  promise("adds what four add at once: nobody's change is lost", async () => {
    const { tasks, add, find } = current();
    const id = await add();
    await Promise.all([1, 2, 3, 4].map((n) => tasks.change(id, withAttempt(n))));

    const { attempts } = (await find(id))?.request ?? { attempts: [] };
    expect(attempts.map(({ callTaskId }) => callTaskId).sort()).toStrictEqual(
      [1, 2, 3, 4].map((n) => anId("WT", n)),
    );
  });

  promise("asks anew, with the task as another has changed it meanwhile", async () => {
    const { tasks, add, find } = current();
    const id = await add();
    const changed = await Promise.all(
      ["one", "two", "three"].map((who) => tasks.change(id, markUnlessMarked(who))),
    );

    const winner = (await find(id))?.request.key;
    expect(["one", "two", "three"]).toContain(winner);
    expect(changed.map((reading) => reading?.task.request.key)).toStrictEqual([winner, winner, winner]);
  });

  promise("changes nothing, and asks for no change, where there is no task", async () => {
    const { tasks, add, agents, workers } = current();
    const gone = await add();
    await agents.accept(gone, workers[0]);
    await agents.finish(gone);
    await agents.remove(gone);

    for (const id of [gone, ID_NEVER_GIVEN_OUT]) {
      let asked = false;
      const changed = await tasks.change(id, () => {
        asked = true;
        return {};
      });

      expect(changed).toBeUndefined();
      expect(asked).toBe(false);
    }
  });

  promise("shortens a transcript that comes late and is too long", async () => {
    const { tasks, add, find } = current();
    const text = "Please call. ".repeat(800).trimEnd();
    const id = await add({ voicemail: aVoicemail() });
    const changed = await tasks.change(id, ({ task: { request } }) => ({
      request: { ...request, voicemail: aVoicemail({ transcript: aTranscript(text) }) },
    }));

    expectCut(textOf(changed?.task), text);
    expect(await find(id)).toStrictEqual(changed?.task);
  });

  promise("still marks a task as requeued that is filled to the brim", async () => {
    const { tasks, add, find } = current();
    const text = "Please call. ".repeat(800).trimEnd();
    const id = await add({ voicemail: aVoicemail({ transcript: aTranscript(text) }) });
    await tasks.change(id, () => ({ mark: aMark({ next: anId("WT", 7) }) }));

    const found = await find(id);
    expect(found?.mark).toStrictEqual(aMark({ next: anId("WT", 7) }));
    expectCut(textOf(found), text);
  });

  promise("rejects a change that makes a task too large, and leaves the task as it was", async () => {
    const { tasks, add, find } = current();
    const id = await add();
    const before = await find(id);
    const change = tasks.change(id, ({ task: { request } }) => ({
      request: { ...request, attributes: { notes: "n".repeat(5000) } },
    }));

    await expect(change).rejects.toBeInstanceOf(Rejected);
    expect(await find(id)).toStrictEqual(before);
  });

  promise("makes a change once whose answer was lost", async () => {
    const { tasks, add, find, loseNextAnswer } = current();
    const id = await add();
    required(loseNextAnswer)();
    const changed = await tasks.change(id, withAttempt(1));

    expect(changed?.task.request.attempts).toStrictEqual([theAttempt(1)]);
    expect((await find(id))?.request.attempts).toStrictEqual([theAttempt(1)]);
  });
}

/** A mark with all that a mark may carry. */
function aMark(details: Partial<TaskMark> = {}): TaskMark {
  return {
    id: "a-try",
    at: new Date("2026-03-02T10:05:00.000Z"),
    why: "requeue",
    decision: { attemptsMade: 1, putBacks: 0, retryDelaySeconds: 600 },
    ...details,
  };
}

const JOINED = { id: "a-try", at: new Date("2026-03-02T10:05:00.000Z"), keep: anId("WT", 8) };

function theAttempt(n: number): CallbackRequest["attempts"][number] {
  return anAttempt({ callTaskId: anId("WT", n) });
}

/** Adds without looking whether the attempt is there already, so that a change made twice shows. */
function withAttempt(n: number): (reading: TaskReading) => { request: CallbackRequest } {
  return ({ task: { request } }) => ({
    request: { ...request, attempts: [...request.attempts, theAttempt(n)] },
  });
}

function markUnlessMarked(who: string): (reading: TaskReading) => { request: CallbackRequest } | undefined {
  return ({ task: { request } }) =>
    request.key === undefined ? { request: { ...request, key: who } } : undefined;
}
