import { expect } from "vitest";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { Rejected } from "../../../src/ports/faults.ts";
import { anAttempt, anId, aTranscript, aVoicemail } from "../../support/requests.ts";
import type { Promises } from "../promises.ts";
import { expectCut, ID_NEVER_GIVEN_OUT, required, textOf, type World } from "./world.ts";

/** What every `CallbackTasks` promises of `change`. */
export function promiseChanging(promise: Promises, current: () => World): void {
  const at = new Date("2026-03-02T10:05:00.123Z");

  promise("passes edit the task exactly as find returns it", async () => {
    const { tasks, add } = current();
    const id = await add({ mark: "m-1", message: "Gold" });
    const found = await tasks.find(id);
    const seen: CallbackTask[] = [];
    await tasks.change(id, (task) => {
      seen.push(task);
      return undefined;
    });

    expect(seen).toStrictEqual([found]);
  });

  promise("leaves a task alone when there is nothing to change, and returns it as it is", async () => {
    const { tasks, add } = current();
    const id = await add({ message: "Gold" });
    const before = await tasks.find(id);

    expect(await tasks.change(id, () => undefined)).toStrictEqual(before);
    expect(await tasks.find(id)).toStrictEqual(before);
  });

  promise("changes the request, keeps that it was requeued, and returns the task as it then is", async () => {
    const { tasks, add } = current();
    const id = await add();
    await tasks.change(id, () => ({ requeued: { at } }));
    const changed = await tasks.change(id, withAttempt(1));

    expect(changed?.request.attempts).toStrictEqual([theAttempt(1)]);
    expect(changed?.requeued).toStrictEqual({ at });
    expect(await tasks.find(id)).toStrictEqual(changed);
  });

  promise("marks a task as requeued and keeps its request", async () => {
    const { tasks, add } = current();
    const id = await add({ message: "Gold", attributes: { skills: ["es"] } });
    const before = await tasks.find(id);
    await tasks.change(id, () => ({ requeued: { at } }));
    await tasks.change(id, () => ({ requeued: { at, taskId: anId("WT", 7) } }));

    expect(await tasks.find(id)).toStrictEqual({ ...before, requeued: { at, taskId: anId("WT", 7) } });
  });

  promise("changes a task that an agent holds, without taking it away", async () => {
    const { tasks, add, agents, workers } = current();
    const id = await add();
    await agents.accept(id, workers[0]);
    const changed = await tasks.change(id, withAttempt(1));

    expect(changed?.state).toBe("assigned");
    expect(await tasks.holders(id)).toStrictEqual([workers[0]]);
  });

  promise("finds a task under the mark that it was given later", async () => {
    const { tasks, add } = current();
    const id = await add();
    await tasks.change(id, ({ request }) => ({ request: { ...request, mark: "later" } }));

    expect(await tasks.findByMark("later")).toMatchObject([{ id }]);
  });

  promise("adds what four add at once: nobody's change is lost", async () => {
    const { tasks, add } = current();
    const id = await add();
    await Promise.all([1, 2, 3, 4].map((n) => tasks.change(id, withAttempt(n))));

    const { attempts } = (await tasks.find(id))?.request ?? { attempts: [] };
    expect(attempts.map(({ callTaskId }) => callTaskId).sort()).toStrictEqual(
      [1, 2, 3, 4].map((n) => anId("WT", n)),
    );
  });

  promise("calls edit again, with the task as another process has changed it meanwhile", async () => {
    const { tasks, add } = current();
    const id = await add();
    const changed = await Promise.all(
      ["one", "two", "three"].map((who) => tasks.change(id, markUnlessMarked(who))),
    );

    const winner = (await tasks.find(id))?.request.mark;
    expect(["one", "two", "three"]).toContain(winner);
    expect(changed.map((task) => task?.request.mark)).toStrictEqual([winner, winner, winner]);
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
    const { tasks, add } = current();
    const text = "Please call. ".repeat(800).trimEnd();
    const id = await add({ voicemail: aVoicemail() });
    const changed = await tasks.change(id, ({ request }) => ({
      request: { ...request, voicemail: aVoicemail({ transcript: aTranscript(text) }) },
    }));

    expectCut(textOf(changed), text);
    expect(await tasks.find(id)).toStrictEqual(changed);
  });

  promise("still marks a task as requeued that is filled to the brim", async () => {
    const { tasks, add } = current();
    const text = "Please call. ".repeat(800).trimEnd();
    const id = await add({ voicemail: aVoicemail({ transcript: aTranscript(text) }) });
    await tasks.change(id, () => ({ requeued: { at, taskId: anId("WT", 7) } }));

    const found = await tasks.find(id);
    expect(found?.requeued).toStrictEqual({ at, taskId: anId("WT", 7) });
    expectCut(textOf(found), text);
  });

  promise("rejects a change that makes a task too large, and leaves the task as it was", async () => {
    const { tasks, add } = current();
    const id = await add();
    const before = await tasks.find(id);
    const change = tasks.change(id, ({ request }) => ({
      request: { ...request, attributes: { notes: "n".repeat(5000) } },
    }));

    await expect(change).rejects.toBeInstanceOf(Rejected);
    expect(await tasks.find(id)).toStrictEqual(before);
  });

  promise("makes a change once whose answer was lost", async () => {
    const { tasks, add, loseNextAnswer } = current();
    const id = await add();
    required(loseNextAnswer)();
    const changed = await tasks.change(id, withAttempt(1));

    expect(changed?.request.attempts).toStrictEqual([theAttempt(1)]);
    expect((await tasks.find(id))?.request.attempts).toStrictEqual([theAttempt(1)]);
  });
}

function theAttempt(n: number): CallbackRequest["attempts"][number] {
  return anAttempt({ callTaskId: anId("WT", n) });
}

/** Adds without looking whether the attempt is there already, so that a change made twice shows. */
function withAttempt(n: number): (task: CallbackTask) => { request: CallbackRequest } {
  return ({ request }) => ({ request: { ...request, attempts: [...request.attempts, theAttempt(n)] } });
}

function markUnlessMarked(who: string): (task: CallbackTask) => { request: CallbackRequest } | undefined {
  return ({ request }) => (request.mark === undefined ? { request: { ...request, mark: who } } : undefined);
}
