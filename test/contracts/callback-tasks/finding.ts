import { expect } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { anId, aTranscript, aVoicemail } from "../../support/requests.ts";
import type { Promises } from "../promises.ts";
import { ID_NEVER_GIVEN_OUT, type World } from "./world.ts";

/** What every `CallbackTasks` promises of `find` and `findByMark`, and of what it does not see. */
export function promiseFinding(promise: Promises, current: () => World): void {
  promise("finds nothing under an id that it never gave out", async () => {
    const { tasks, add } = current();
    await add();

    expect(await tasks.find(ID_NEVER_GIVEN_OUT)).toBeUndefined();
  });

  promise("follows a task from agent to agent to its end", async () => {
    const { tasks, agents, add, workers } = current();
    const id = await add();
    const states: unknown[] = [];
    const look = async () => states.push((await tasks.find(id))?.state);

    await agents.accept(id, workers[0]);
    await look();
    await agents.wrapUp(id);
    await look();
    await agents.finish(id);
    await look();

    expect(states).toStrictEqual(["assigned", "wrap-up", "completed"]);
  });

  promise("no longer finds a task that has left the queue, and still finds the others", async () => {
    const { tasks, agents, add, workers } = current();
    const [gone, waiting] = [await add(), await add()];
    await agents.accept(gone, workers[0]);
    await agents.finish(gone);
    await agents.remove(gone);

    expect(await tasks.find(gone)).toBeUndefined();
    expect((await tasks.find(waiting))?.id).toBe(waiting);
  });

  promise("does not see work of other kinds", async () => {
    const { tasks, agents, addForeignTask } = current();
    const foreign = await addForeignTask();
    const edited: CallbackTask[] = [];

    expect(await tasks.find(foreign)).toBeUndefined();
    const changed = await tasks.change(foreign, (task) => {
      edited.push(task);
      return {};
    });
    expect(changed).toBeUndefined();
    expect(edited).toStrictEqual([]);
    await tasks.complete(foreign, "closed");
    expect(await agents.open()).toStrictEqual([foreign]);
  });

  for (const [mark, neighbour] of NEIGHBOURING_MARKS) {
    promise(`tells the mark ${mark} from ${neighbour}`, async () => {
      const { tasks, add } = current();
      const [one, other] = [await add({ mark }), await add({ mark: neighbour })];

      expect(idsOf(await tasks.findByMark(mark))).toStrictEqual([one]);
      expect(idsOf(await tasks.findByMark(neighbour))).toStrictEqual([other]);
    });
  }

  promise("finds by mark just what it finds by id", async () => {
    const { tasks, add } = current();
    const id = await add({ mark: "m-1", voicemail: aVoicemail({ transcript: aTranscript() }) });

    expect(await tasks.findByMark("m-1")).toStrictEqual([await tasks.find(id)]);
  });

  promise("finds nothing under a mark that no task carries", async () => {
    const { tasks, add } = current();
    await add({ mark: "m-1" });
    await add();

    expect(await tasks.findByMark("m-2")).toStrictEqual([]);
  });

  promise("finds every attempt of a request, the latest first, counted as numbers", async () => {
    const { tasks, add } = current();
    const tenth = await add({ mark: "m-1", attemptsMade: 9 });
    const eleventh = await add({ mark: "m-1", attemptsMade: 10 });
    const third = await add({ mark: "m-1", attemptsMade: 2 });

    expect(idsOf(await tasks.findByMark("m-1"))).toStrictEqual([eleventh, tenth, third]);
  });

  promise("finds by mark what an agent has taken, and not what has ended", async () => {
    const { tasks, agents, add, workers } = current();
    const taken = await add({ mark: "m-1" });
    const ended = await add({ mark: "m-2" });
    await tasks.complete(ended, "closed");
    await agents.accept(taken, workers[0]);

    expect(idsOf(await tasks.findByMark("m-1"))).toStrictEqual([taken]);
    expect(await tasks.findByMark("m-2")).toStrictEqual([]);
  });

  promise("finds a voicemail by its recording, and no other voicemail or callback", async () => {
    const { tasks, add } = current();
    const [recordingId, neighbour] = [anId("RE", "1a"), anId("RE", "1b")];
    await add();
    const meant = await add({ voicemail: aVoicemail({ recordingId }) });
    await add({ voicemail: aVoicemail({ recordingId: neighbour }) });

    expect(await tasks.findByRecording(recordingId)).toStrictEqual(await tasks.find(meant));
    expect(await tasks.findByRecording(anId("RE", "1"))).toBeUndefined();
  });

  promise("finds the latest attempt by its recording, and not what has ended", async () => {
    const { tasks, add } = current();
    const voicemail = aVoicemail();
    await add({ voicemail, attemptsMade: 0 });
    const latest = await add({ voicemail, attemptsMade: 10 });
    const second = await add({ voicemail, attemptsMade: 9 });

    expect((await tasks.findByRecording(voicemail.recordingId))?.id).toBe(latest);
    await tasks.complete(latest, "closed");
    expect((await tasks.findByRecording(voicemail.recordingId))?.id).toBe(second);
  });
}

function idsOf(tasks: readonly CallbackTask[]): readonly string[] {
  return tasks.map(({ id }) => id);
}

/** Marks that a careless search would take for one another. */
const NEIGHBOURING_MARKS = [
  ["m-1", "m-11"],
  ["abc", "ABC"],
  ['a"b', "a'b"],
  ["a\\", "a\\\\"],
  ['x" OR 1==1 OR "', "x"],
  ["1", "1.0"],
] as const;
