import { expect } from "vitest";
import { isOpen } from "../../../src/domain/task-state.ts";
import type { Promises } from "../promises.ts";
import { ID_NEVER_GIVEN_OUT, required, type World } from "./world.ts";

/** What every `CallbackTasks` promises of `holders`. */
export function promiseHolders(promise: Promises, current: () => World): void {
  promise("names no holder of a task that waits or does not exist", async () => {
    const { tasks, add } = current();
    const id = await add();

    expect(await tasks.holders(id)).toStrictEqual([]);
    expect(await tasks.holders(ID_NEVER_GIVEN_OUT)).toStrictEqual([]);
  });

  promise(
    "names the agent who has taken the task, while they wrap up, and after they have ended it",
    async () => {
      const { tasks, agents, add, workers } = current();
      const [worker] = workers;
      const id = await add();

      await agents.accept(id, worker);
      expect(await tasks.holders(id)).toStrictEqual([worker]);
      await agents.wrapUp(id);
      expect(await tasks.holders(id)).toStrictEqual([worker]);
      await agents.finish(id);
      expect(await tasks.holders(id)).toStrictEqual([worker]);
    },
  );

  promise("no longer names an agent who has handed the task over", async () => {
    const { tasks, agents, add, workers } = current();
    const [first, second] = workers;
    const id = await add();
    await agents.accept(id, first);
    await required(agents.handOver)(id, second);

    expect(await tasks.holders(id)).toStrictEqual([second]);
  });
}

/** What every `CallbackTasks` promises of `complete`. */
export function promiseEnding(promise: Promises, current: () => World): void {
  for (const [what, bring] of LIVES) {
    promise(`ends a task that ${what}`, async () => {
      const world = current();
      const { tasks, agents, add } = world;
      const [id, other] = [await add(), await add()];
      await bring(world, id);
      await tasks.complete(id, "closed");

      const left = await tasks.find(id);
      expect(left === undefined || !isOpen(left.state)).toBe(true);
      expect(await agents.open()).toStrictEqual([other]);
    });
  }

  promise("leaves a task that has ended as it is", async () => {
    const { tasks, agents, add, workers } = current();
    const id = await add();
    await agents.accept(id, workers[0]);
    await agents.finish(id);
    const ended = await tasks.find(id);
    await tasks.complete(id, "closed");

    expect(ended?.state).toBe("completed");
    expect(await tasks.find(id)).toStrictEqual(ended);
  });

  promise("ends a task that has left the queue, or never was in it, without complaint", async () => {
    const { tasks, agents, add, workers } = current();
    const id = await add();
    await agents.accept(id, workers[0]);
    await agents.finish(id);
    await agents.remove(id);

    await expect(tasks.complete(id, "closed")).resolves.toBeUndefined();
    await expect(tasks.complete(ID_NEVER_GIVEN_OUT, "closed")).resolves.toBeUndefined();
  });
}

/** What may have become of a task before it is ended. */
const LIVES: readonly (readonly [what: string, bring: (world: World, id: string) => Promise<void>])[] = [
  ["waits", async () => undefined],
  ["an agent has taken", async ({ agents, workers }, id) => agents.accept(id, workers[0])],
  [
    "an agent wraps up",
    async ({ agents, workers }, id) => {
      await agents.accept(id, workers[0]);
      await agents.wrapUp(id);
    },
  ],
  [
    "has ended already",
    async ({ agents, workers, tasks }, id) => {
      await agents.accept(id, workers[0]);
      await agents.finish(id);
      await tasks.complete(id, "closed");
    },
  ],
];
