import { beforeEach, describe, expect } from "vitest";
import type { ListedTask } from "../../src/domain/supervisor/listed-task.ts";
import type { CallbackList } from "../../src/ports/callback-list.ts";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import { anAttempt, aRequest } from "../support/requests.ts";
import { idOf, WITHIN_MS, withWorkflow } from "./callback-tasks/world.ts";
import { type Gap, promised } from "./promises.ts";

type Awaitable<Value> = Value | Promise<Value>;

export interface CallbackListSetup {
  /** With pages of three tasks. */
  readonly list: CallbackList;
  /** The tasks of the same queue, in which there is no work yet. */
  readonly tasks: CallbackTasks;
  /** The workflow whose tasks are listed. */
  readonly workflowId: string;
  readonly workerId: string;
  readonly agents: {
    accept(id: string, workerId: string): Awaitable<void>;
    wrapUp(id: string): Awaitable<void>;
    finish(id: string): Awaitable<void>;
  };
  addForeignTask(): Awaitable<string>;
  /** By the queue's own clock. */
  now(): Date;
  letPass(milliseconds: number): Awaitable<void>;
  /** From now on the queue cannot be reached. */
  cutOff(): void;
}

/** Tests the promises of every `CallbackList`. Before each test, `setup` returns a queue without work. */
export function describeCallbackList(
  adapter: string,
  setup: () => CallbackListSetup | Promise<CallbackListSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the CallbackList contract`, () => {
    let world: CallbackListSetup;
    beforeEach(async () => {
      world = await setup();
    });

    const add = async (details: Parameters<typeof aRequest>[0] = {}) => {
      const request = withWorkflow(aRequest(details), world.workflowId);

      return idOf(await world.tasks.add({ request, madeBy: "somebody" }, WITHIN_MS));
    };
    const pageAt = async (cursor?: string) => {
      const page = await world.list.page(cursor);
      if (page.kind !== "page") throw new Error(`The page is ${page.kind}`);

      return page;
    };
    /** @param between what happens after each page */
    const everything = async (between: () => Promise<void> = async () => {}) => {
      const listed: ListedTask[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await pageAt(cursor);
        listed.push(...page.callbacks);
        if (page.next === undefined) return listed;
        cursor = page.next;
        await between();
      }
    };
    const ids = (listed: readonly ListedTask[]) => listed.map(({ task }) => task.id);

    promised(gaps, (promise) => {
      promise("is empty when nothing is open", async () => {
        expect(await pageAt()).toMatchObject({ callbacks: [] });
        expect((await pageAt()).next).toBeUndefined();
      });

      promise(
        "lists what waits, what an agent has, and what is in wrap-up, and nothing that has ended",
        async () => {
          const [waiting, held, wrapping, finished, canceled] = [
            await add(),
            await add(),
            await add(),
            await add(),
            await add(),
          ];
          // One at a time: an agent has one callback.
          await world.agents.accept(finished, world.workerId);
          await world.agents.finish(finished);
          await world.tasks.end(canceled, "no longer wanted");
          await world.agents.accept(wrapping, world.workerId);
          await world.agents.wrapUp(wrapping);
          await world.agents.accept(held, world.workerId);

          const listed = await everything();

          expect(ids(listed).toSorted()).toStrictEqual([waiting, held, wrapping].toSorted());
          expect(listed.find(({ task }) => task.id === held)?.holder?.workerId).toBe(world.workerId);
          expect(listed.find(({ task }) => task.id === wrapping)?.holder?.workerId).toBe(world.workerId);
          expect(listed.find(({ task }) => task.id === waiting)?.holder).toBeUndefined();
        },
      );

      promise("tells each task as it is found", async () => {
        const id = await add({ attempts: [anAttempt()], attemptsMade: 1, message: "About my order" });

        const [listed] = await everything();

        expect(listed?.task).toStrictEqual((await world.tasks.find(id))?.task);
      });

      promise("tells everything page by page, the oldest first", async () => {
        const added: string[] = [];
        for (let n = 0; n < 8; n++) {
          added.push(await add());
          await world.letPass(1_000);
        }

        expect((await pageAt()).callbacks).toHaveLength(3);
        expect(ids(await everything())).toStrictEqual(added);
      });

      promise(
        "tells each task that stays open once, whatever ends meanwhile and whatever comes",
        async () => {
          const added: string[] = [];
          for (let n = 0; n < 8; n++) {
            added.push(await add());
            await world.letPass(1_000);
          }
          const [first = "", second = ""] = added;
          const endings = [first, second];

          const listed = ids(
            await everything(async () => {
              await add();
              const ending = endings.pop();
              if (ending !== undefined) await world.tasks.end(ending, "no longer wanted");
            }),
          );

          for (const id of added.slice(2)) expect(listed.filter((each) => each === id)).toHaveLength(1);
        },
      );

      promise("does not list work of other kinds", async () => {
        await world.addForeignTask();
        const id = await add();

        expect(ids(await everything())).toStrictEqual([id]);
      });

      promise("says when the queue answered, by its own clock", async () => {
        await world.letPass(3_600_000);

        expect(Math.abs((await pageAt()).at.getTime() - world.now().getTime())).toBeLessThan(2_000);
      });

      for (const cursor of ["", "abc", "e30", "../Tasks", "x".repeat(5_000)]) {
        promise(`does not know the cursor ${JSON.stringify(cursor.slice(0, 12))}`, async () => {
          expect(await world.list.page(cursor)).toStrictEqual({ kind: "unknown-cursor" });
        });
      }

      promise("is unavailable when the queue cannot be asked", async () => {
        world.cutOff();

        await expect(world.list.page()).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
