import { expect } from "vitest";
import { isOpen } from "../../../src/domain/task-state.ts";
import type { Promises } from "../promises.ts";
import { ID_NEVER_GIVEN_OUT, required, type World } from "./world.ts";

/** What every `CallbackTasks` promises of `holders`. */
export function promiseHolders(promise: Promises, current: () => World): void {
  promise("names nobody as holder of a task that waits, nor of one that is not there", async () => {
    const { tasks, add } = current();
    const id = await add();

    expect(await tasks.holders(id)).toStrictEqual([]);
    expect(await tasks.holders(ID_NEVER_GIVEN_OUT)).toStrictEqual([]);
  });

  promise(
    "names the agent who has taken the task, while they wrap up, and after they have ended it",
    async () => {
      const { tasks, desk, add, workers } = current();
      const [worker] = workers;
      const id = await add();

      await desk.accept(id, worker);
      expect(await tasks.holders(id)).toStrictEqual([worker]);
      await desk.wrapUp(id);
      expect(await tasks.holders(id)).toStrictEqual([worker]);
      await desk.finish(id);
      expect(await tasks.holders(id)).toStrictEqual([worker]);
    },
  );

  promise("no longer names an agent who has handed the task over", async () => {
    const { tasks, desk, add, workers } = current();
    const [first, second] = workers;
    const id = await add();
    await desk.accept(id, first);
    await required(desk.handOver)(id, second);

    expect(await tasks.holders(id)).toStrictEqual([second]);
  });
}

/** What every `CallbackTasks` promises of `complete`. */
export function promiseEnding(promise: Promises, current: () => World): void {
  for (const [what, bring] of LIVES) {
    promise(`ends a task that ${what}`, async () => {
      const world = current();
      const { tasks, desk, add } = world;
      const [id, other] = [await add(), await add()];
      await bring(world, id);
      await tasks.complete(id, "closed");

      const left = await tasks.find(id);
      expect(left === undefined || !isOpen(left.state)).toBe(true);
      expect(await desk.open()).toStrictEqual([other]);
    });
  }

  promise("leaves a task that has ended as it is", async () => {
    const { tasks, desk, add, workers } = current();
    const id = await add();
    await desk.accept(id, workers[0]);
    await desk.finish(id);
    const ended = await tasks.find(id);
    await tasks.complete(id, "closed");

    expect(ended?.state).toBe("completed");
    expect(await tasks.find(id)).toStrictEqual(ended);
  });

  promise("ends a task that has left the queue, or never was in it, without complaint", async () => {
    const { tasks, desk, add, workers } = current();
    const id = await add();
    await desk.accept(id, workers[0]);
    await desk.finish(id);
    await desk.remove(id);

    await expect(tasks.complete(id, "closed")).resolves.toBeUndefined();
    await expect(tasks.complete(ID_NEVER_GIVEN_OUT, "closed")).resolves.toBeUndefined();
  });
}

/** What may have become of a task before it is ended. */
const LIVES: readonly (readonly [what: string, bring: (world: World, id: string) => Promise<void>])[] = [
  ["waits", async () => undefined],
  ["an agent has taken", async ({ desk, workers }, id) => desk.accept(id, workers[0])],
  [
    "an agent wraps up",
    async ({ desk, workers }, id) => {
      await desk.accept(id, workers[0]);
      await desk.wrapUp(id);
    },
  ],
  [
    "has ended already",
    async ({ desk, workers, tasks }, id) => {
      await desk.accept(id, workers[0]);
      await desk.finish(id);
      await tasks.complete(id, "closed");
    },
  ],
];
