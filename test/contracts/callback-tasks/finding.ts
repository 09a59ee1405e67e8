import { expect } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import { anId, aTranscript, aVoicemail } from "../../support/requests.ts";
import type { Promises } from "../promises.ts";
import { ID_NEVER_GIVEN_OUT, type World } from "./world.ts";

/** What every `CallbackTasks` promises of `find` and `look`, and of what it does not see. */
export function promiseFinding(promise: Promises, current: () => World): void {
  promise("finds nothing under an id that it never gave out", async () => {
    const { tasks, add } = current();
    await add();

    expect(await tasks.find(ID_NEVER_GIVEN_OUT)).toBeUndefined();
  });

  promise("follows a task from agent to agent to its end", async () => {
    const { find, agents, add, workers } = current();
    const id = await add();
    const states: unknown[] = [];
    const look = async () => states.push((await find(id))?.state);

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
    expect((await tasks.find(waiting))?.task.id).toBe(waiting);
  });

  promise("does not see work of other kinds", async () => {
    const { tasks, agents, addForeignTask } = current();
    const foreign = await addForeignTask();
    const edited: CallbackTask[] = [];

    expect(await tasks.find(foreign)).toBeUndefined();
    const changed = await tasks.change(foreign, ({ task }) => {
      edited.push(task);
      return {};
    });
    expect(changed).toBeUndefined();
    expect(edited).toStrictEqual([]);
    await tasks.end(foreign, "closed");
    expect(await agents.open()).toStrictEqual([foreign]);
  });

  for (const [mark, neighbour] of NEIGHBOURING_MARKS) {
    promise(`tells the key ${mark} from ${neighbour}`, async () => {
      const { add, lookFor } = current();
      const [one, other] = [await add({ key: mark }), await add({ key: neighbour })];

      expect(idsOf(await lookFor({ key: mark }))).toStrictEqual([one]);
      expect(idsOf(await lookFor({ key: neighbour }))).toStrictEqual([other]);
    });
  }

  for (const extent of ["newest", "all", { since: new Date(0) }] as const) {
    const name = typeof extent === "string" ? extent : "since long ago";

    promise(`finds by key just what it finds by id, looking as far as: ${name}`, async () => {
      const { add, find, lookFor } = current();
      const id = await add({ key: "k-1", voicemail: aVoicemail({ transcript: aTranscript() }) });

      expect(await lookFor({ key: "k-1" }, extent)).toStrictEqual([await find(id)]);
    });

    promise(
      `finds all tasks of a request, those that have ended too, looking as far as: ${name}`,
      async () => {
        const { tasks, agents, add, lookFor, workers } = current();
        const taken = await add({ key: "k-1" });
        const ended = await add({ key: "k-1" });
        await add({ key: "k-2" });
        await tasks.end(ended, "closed");
        await agents.accept(taken, workers[0]);
        const found = await lookFor({ key: "k-1" }, extent);

        expect(idsOf(found).toSorted()).toStrictEqual([taken, ended].toSorted());
        expect(found.find(({ id }) => id === ended)?.state).toBe("canceled");
      },
    );
  }

  promise("finds nothing under a key that no task carries", async () => {
    const { add, lookFor } = current();
    await add({ key: "k-1" });
    await add();

    expect(await lookFor({ key: "k-2" })).toStrictEqual([]);
  });

  promise("tells when it looked, by the queue's clock", async () => {
    const { tasks, add, workflowId } = current();
    const id = await add({ key: "k-1" });
    const { at } = await tasks.look({ key: "k-1", workflowId }, "newest");

    expect(Math.abs(at.getTime() - ((await tasks.find(id))?.at.getTime() ?? 0))).toBeLessThan(60_000);
  });

  promise("finds what was made since a moment, among many others", async () => {
    const { add, find, lookFor } = current();
    const first = await add({ key: "k-1" });
    for (let n = 1; n <= 25; n++) await add({ key: `other-${n}` });
    const { createdAt } = (await find(first)) ?? {};

    expect(idsOf(await lookFor({ key: "k-1" }, { since: createdAt ?? new Date() }))).toStrictEqual([first]);
    expect(idsOf(await lookFor({ key: "k-1" }, "all"))).toStrictEqual([first]);
  });

  promise("finds a voicemail by its recording, and no other voicemail or callback", async () => {
    const { add, lookFor } = current();
    const [recordingId, neighbour] = [anId("RE", "1a"), anId("RE", "1b")];
    await add();
    const meant = await add({ voicemail: aVoicemail({ recordingId }) });
    await add({ voicemail: aVoicemail({ recordingId: neighbour }) });

    expect(idsOf(await lookFor({ recordingId }))).toStrictEqual([meant]);
    expect(await lookFor({ recordingId: anId("RE", "1") })).toStrictEqual([]);
  });

  promise("finds what a worker has accepted and not let go of, and nothing else", async () => {
    const { add, agents, workers, addForeignTask, lookFor } = current();
    const [worker, other] = workers;
    const [waiting, theirs, wrapping, done, held] = [
      await add(),
      await add(),
      await add(),
      await add(),
      await add(),
    ];
    await addForeignTask();
    await agents.accept(theirs, other);
    for (const id of [wrapping, done, held]) await agents.accept(id, worker);
    await agents.wrapUp(wrapping);
    await agents.finish(done);
    const found = idsOf(await lookFor({ heldBy: worker }, "newest"));

    expect([...found].sort()).toStrictEqual([wrapping, held].sort());
    expect(found).not.toContain(waiting);
    expect(idsOf(await lookFor({ heldBy: other }))).toStrictEqual([theirs]);
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
