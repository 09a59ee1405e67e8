import { beforeEach, describe, expect } from "vitest";
import type { TaskEvent } from "../../src/domain/task-event.ts";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import type { HistoryPage, HistorySpan, TaskHistory } from "../../src/ports/task-history.ts";
import { aRequest } from "../support/requests.ts";
import { idOf, WITHIN_MS, withWorkflow } from "./callback-tasks/world.ts";
import { type Gap, promised } from "./promises.ts";

type Awaitable<Value> = Value | Promise<Value>;

export interface TaskHistorySetup {
  readonly history: TaskHistory;
  /** The tasks of the same queue, in which nothing has happened yet. */
  readonly tasks: CallbackTasks;
  /** A workflow that requests may name. */
  readonly workflowId: string;
  readonly workerId: string;
  readonly agents: {
    accept(id: string, workerId: string): Awaitable<void>;
    finish(id: string): Awaitable<void>;
  };
  /** The queue ends the task for reasons of its own, whether it waits or an agent has it. */
  drop(id: string): Awaitable<void>;
  /** The task that has ended leaves the queue for good. */
  remove(id: string): Awaitable<void>;
  /** Puts work of another kind into the queue, and ends it. */
  endForeignTask(): Awaitable<void>;
  /** By the queue's own clock. */
  now(): Date;
  letPass(milliseconds: number): Awaitable<void>;
  /** From now on the queue cannot be reached. */
  cutOff(): void;
}

/** Tests the promises of every `TaskHistory`. Before each test, `setup` returns a queue in which nothing has happened. */
export function describeTaskHistory(
  adapter: string,
  setup: () => TaskHistorySetup | Promise<TaskHistorySetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the TaskHistory contract`, () => {
    let world: TaskHistorySetup;
    let begun: Date;
    beforeEach(async () => {
      world = await setup();
      begun = world.now();
    });

    const add = async () => {
      const request = withWorkflow(aRequest(), world.workflowId);

      return idOf(await world.tasks.add({ request, madeBy: "somebody" }, WITHIN_MS));
    };
    const pages = async (span: Partial<HistorySpan> = {}) => {
      const read: HistoryPage[] = [];
      for await (const page of world.history.read({ since: begun, ...span })) read.push(page);

      return read;
    };
    const told = async (span: Partial<HistorySpan> = {}) =>
      (await pages(span)).flatMap(({ events }) => events);
    const endsOf = (events: readonly TaskEvent[]) =>
      events.flatMap((event) => (event.kind === "ended" ? [event] : []));

    promised(gaps, (promise) => {
      promise("tells that a task was made, what changed, and that it ended, the oldest first", async () => {
        const id = await add();
        await world.letPass(2_000);
        await world.tasks.change(id, ({ task }) => ({ request: { ...task.request, contactName: "Ada" } }));
        await world.letPass(2_000);
        await world.tasks.end(id, "no longer wanted");

        const events = await told();

        expect(events.map(({ task }) => task.id)).toStrictEqual(events.map(() => id));
        expect(events.at(0)).toMatchObject({ kind: "created", task: { state: "waiting" } });
        expect(events.map(({ kind }) => kind)).toContain("changed");
        expect(events.find(({ task }) => task.request.contactName === "Ada")).toBeDefined();
        expect(endsOf(events)).toMatchObject([
          { end: { how: "canceled", reason: "no longer wanted", isQueuesReason: false } },
        ]);
        expect(events.map(({ at }) => at.getTime())).toStrictEqual(
          events.map(({ at }) => at.getTime()).toSorted((one, other) => one - other),
        );
      });

      promise("tells of a task that has left the queue, as it was last", async () => {
        const id = await add();
        const before = await world.tasks.find(id);
        await world.agents.accept(id, world.workerId);
        await world.agents.finish(id);
        await world.remove(id);

        const [end] = endsOf(await told());

        expect(end?.end.how).toBe("completed");
        expect(end?.task.request).toStrictEqual(before?.task.request);
        expect(end?.task.createdAt.getTime()).toBe(before?.task.createdAt.getTime());
      });

      promise("tells whether the queue canceled a waiting task for reasons of its own", async () => {
        const id = await add();
        await world.drop(id);

        expect(endsOf(await told())).toMatchObject([
          { task: { id, state: "canceled" }, end: { how: "canceled", isQueuesReason: true } },
        ]);
      });

      promise("tells that the queue deleted a task that an agent had, and where it stood", async () => {
        const id = await add();
        await world.agents.accept(id, world.workerId);
        await world.drop(id);

        expect(endsOf(await told())).toMatchObject([
          { task: { id, state: "assigned" }, end: { how: "system-deleted" } },
        ]);
      });

      promise("does not tell of work of other kinds", async () => {
        await world.endForeignTask();

        expect(await told()).toStrictEqual([]);
      });

      promise("tells only the kinds that are asked for", async () => {
        const id = await add();
        await world.tasks.end(id, "no longer wanted");

        expect((await told({ kinds: ["created"] })).map(({ kind }) => kind)).toStrictEqual(["created"]);
        expect((await told({ kinds: ["ended"] })).map(({ kind }) => kind)).toStrictEqual(["ended"]);
      });

      promise("tells what happened within the span, and nothing else", async () => {
        await add();
        await world.letPass(60_000);
        const from = world.now();
        await world.letPass(2_000);
        const within = await add();
        await world.letPass(2_000);
        const until = world.now();
        await world.letPass(60_000);
        await add();

        const events = await told({ since: from, until, kinds: ["created"] });

        expect(events.map(({ task }) => task.id)).toStrictEqual([within]);
      });

      promise("says how far it has come, by the queue's own clock", async () => {
        await add();
        await world.letPass(3_600_000);

        const last = (await pages()).at(-1)?.until ?? new Date(0);

        expect(Math.abs(last.getTime() - world.now().getTime())).toBeLessThan(2_000);
      });

      promise("tells the rest when it is begun again where it stopped", async () => {
        const ids: string[] = [];
        for (let n = 0; n < 12; n++) {
          ids.push(await add());
          await world.letPass(2_000);
        }
        const seen = new Set<string>();
        let since = begun;
        for (;;) {
          const from = since;
          for await (const page of world.history.read({ since: from, kinds: ["created"] })) {
            for (const { task } of page.events) seen.add(task.id);
            since = page.until;
            break;
          }
          if (since.getTime() === from.getTime() || seen.size === ids.length) break;
        }

        expect([...seen]).toStrictEqual(ids);
      });

      promise("tells of each thing once when it is read from end to end", async () => {
        const ids: string[] = [];
        for (let n = 0; n < 12; n++) ids.push(await add());

        const events = await told({ kinds: ["created"] });

        expect(events.map(({ task }) => task.id).toSorted()).toStrictEqual(ids.toSorted());
      });

      promise("is unavailable when the queue cannot be asked", async () => {
        world.cutOff();

        await expect(told()).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
