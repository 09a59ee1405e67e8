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

/** What every `CallbackTasks` promises of `end`. */
export function promiseEnding(promise: Promises, current: () => World): void {
  for (const [what, bring] of LIVES) {
    promise(`ends a task that ${what}`, async () => {
      const world = current();
      const { tasks, agents, add, find } = world;
      const [id, other] = [await add(), await add()];
      await bring(world, id);
      await tasks.end(id, "closed");

      const left = await find(id);
      expect(left === undefined || !isOpen(left.state)).toBe(true);
      expect(await agents.open()).toStrictEqual([other]);
    });
  }

  promise("leaves a task that has ended as it is", async () => {
    const { tasks, agents, add, find, workers } = current();
    const id = await add();
    await agents.accept(id, workers[0]);
    await agents.finish(id);
    const ended = await find(id);
    await tasks.end(id, "closed");

    expect(ended?.state).toBe("completed");
    expect(await find(id)).toStrictEqual(ended);
  });

  promise("ends a task that has left the queue, or never was in it, without complaint", async () => {
    const { tasks, agents, add, workers } = current();
    const id = await add();
    await agents.accept(id, workers[0]);
    await agents.finish(id);
    await agents.remove(id);

    await expect(tasks.end(id, "closed")).resolves.toBe("ended");
    await expect(tasks.end(ID_NEVER_GIVEN_OUT, "closed")).resolves.toBe("ended");
  });

  promise("cancels a task that waits, by the revision of the reading", async () => {
    const { tasks, agents, add } = current();
    const id = await add();
    const reading = await tasks.find(id);

    expect(await tasks.end(id, "Moved", reading?.revision)).toBe("ended");
    expect(await agents.open()).toStrictEqual([]);
  });

  promise("refuses to end a task that somebody changed since that reading", async () => {
    const { tasks, agents, add } = current();
    const id = await add();
    const reading = await tasks.find(id);
    await tasks.change(id, ({ task }) => ({ request: { ...task.request, message: "Somebody else's" } }));

    expect(await tasks.end(id, "Moved", reading?.revision)).toBe("refused");
    expect(await agents.open()).toStrictEqual([id]);
  });

  promise("refuses to end, by a revision, a task that an agent has taken since", async () => {
    const { tasks, agents, add, find, workers } = current();
    const id = await add();
    const reading = await tasks.find(id);
    await agents.accept(id, workers[0]);

    expect(await tasks.end(id, "Moved", reading?.revision)).toBe("refused");
    expect((await find(id))?.state).toBe("assigned");
  });

  promise("ends, by a revision, what is being offered only where that does not matter", async () => {
    const { tasks, agents, add, find, workers } = current();
    const id = await add();
    await required(agents.offer)(id, workers[0]);
    const reading = await tasks.find(id);

    expect(await tasks.end(id, "Moved", reading?.revision)).toBe("refused");
    expect((await find(id))?.state).toBe("offered");
    expect(await tasks.end(id, "Served", reading?.revision, true)).toBe("ended");
    expect(await agents.open()).toStrictEqual([]);
  });

  promise("refuses to end, though it may be offered, a task that an agent has taken since", async () => {
    const { tasks, agents, add, find, workers } = current();
    const id = await add();
    await required(agents.offer)(id, workers[0]);
    const reading = await tasks.find(id);
    await agents.accept(id, workers[0]);

    expect(await tasks.end(id, "Served", reading?.revision, true)).toBe("refused");
    expect((await find(id))?.state).toBe("assigned");
  });

  promise("ends, by the revision of the change, what it has just changed", async () => {
    const { tasks, add, find } = current();
    const id = await add();
    const changed = await tasks.change(id, ({ task }) => ({ request: { ...task.request, message: "Mine" } }));

    expect(await tasks.end(id, "Moved", changed?.revision)).toBe("ended");
    expect((await find(id))?.state ?? "canceled").toBe("canceled");
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
      await tasks.end(id, "closed");
    },
  ],
];
