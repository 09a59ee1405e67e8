import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import { anId } from "../support/requests.ts";
import { promiseAdding } from "./callback-tasks/adding.ts";
import { promiseChanging } from "./callback-tasks/changing.ts";
import { promiseFinding } from "./callback-tasks/finding.ts";
import { promiseEnding, promiseHolders } from "./callback-tasks/holding-and-ending.ts";
import { type CallbackTasksSetup, type World, worldOf } from "./callback-tasks/world.ts";
import { type Gap, promised } from "./promises.ts";

export type { CallbackTasksSetup };

/** Tests the promises of every `CallbackTasks`. Before each test, `setup` returns a fresh queue. */
export function describeCallbackTasks(
  adapter: string,
  setup: () => CallbackTasksSetup | Promise<CallbackTasksSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the CallbackTasks contract`, () => {
    let world: World;
    const current = (): World => world;
    beforeEach(async () => {
      world = worldOf(await setup());
    });

    promised(gaps, (promise) => {
      promiseAdding(promise, current);
      promiseFinding(promise, current);
      promiseHolders(promise, current);
      promiseChanging(promise, current);
      promiseEnding(promise, current);

      promise("is unavailable, whatever is asked of it, when the queue cannot be reached", async () => {
        const { tasks, add, cutOff } = current();
        const id = await add({ key: "k-1" });
        cutOff();

        await expect(tasks.find(id)).rejects.toBeInstanceOf(Unavailable);
        await expect(tasks.look({ key: "k-1" }, "newest")).rejects.toBeInstanceOf(Unavailable);
        await expect(tasks.look({ recordingId: anId("RE") }, "all")).rejects.toBeInstanceOf(Unavailable);
        await expect(tasks.holders(id)).rejects.toBeInstanceOf(Unavailable);
        await expect(tasks.change(id, () => ({}))).rejects.toBeInstanceOf(Unavailable);
        await expect(tasks.end(id, "closed")).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
