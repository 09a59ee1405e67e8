import { describe, expect, it } from "vitest";
import { MemoryCallbackTasks } from "../../../src/adapters/memory/memory-callback-tasks.ts";
import { isHeld } from "../../../src/domain/callback-task.ts";
import type { MemoryProcess } from "../../../src/entrypoints/memory.ts";
import type { CallbackTasks } from "../../../src/ports/callback-tasks.ts";
import { Unavailable } from "../../../src/ports/faults.ts";
import {
  anAgent,
  anAttempt,
  anId,
  anInput,
  aRequest,
  aRouting,
  aSupervisor,
} from "../../support/requests.ts";
import { Centre, taskIdOf } from "../centre.ts";
import { death, type Moment } from "../interrupted-tasks.ts";

const supervisor = aSupervisor();
const ADA = anId("WK", 7);
const GRACE = anId("WK", 8);
const HELD = { attemptsMade: 1, retryDelaySeconds: 3_600, attempts: [anAttempt()] } as const;

function aCentre(): Centre {
  const centre = new Centre();
  centre.roster.employ({ workerId: ADA, name: "Ada", isAvailable: true });
  centre.roster.employ({ workerId: GRACE, name: "Grace", isAvailable: false });

  return centre;
}

type Act = (process: MemoryProcess, taskId: string) => ReturnType<MemoryProcess["assignCallback"]>;

const expedite: Act = ({ expediteCallback }, id) => expediteCallback(id, supervisor);
const assign: Act = ({ assignCallback }, id) => assignCallback(id, ADA, supervisor);

describe("a supervisor who brings a request forward", () => {
  it("puts it before all others, on its own task, with who did it", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest({ routing: aRouting({ priority: 7 }) }));

    const outcome = await centre.run(expedite(centre.process(), id));

    expect(outcome).toStrictEqual({ kind: "done", taskId: id, repeated: false });
    expect(await centre.find(id)).toMatchObject({
      state: "waiting",
      request: {
        routing: { priority: 1_000_007 },
        expedited: { by: "Supervisor", at: centre.clock.now(), priorityBefore: 7 },
      },
    });
    expect(centre.log.entries).toMatchObject([
      { event: "callback.expedited", details: { taskId: id, by: "Supervisor" } },
    ]);
  });

  it("ends a delay: the task that takes its place is offered at once", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));
    const { createdAt } = (await centre.find(id)) ?? {};
    await centre.clock.advance(60_000);

    const outcome = await centre.run(expedite(centre.process(), id));

    const [task, ...more] = await centre.openTasks();
    expect(more).toStrictEqual([]);
    expect(outcome).toStrictEqual({ kind: "done", taskId: task?.id, repeated: false });
    expect(task).toMatchObject({
      after: id,
      request: {
        attemptsMade: 1,
        attempts: HELD.attempts,
        conversationId: id,
        routing: { priority: 1_000_000, queuedSince: createdAt },
        expedited: { by: "Supervisor", priorityBefore: 0 },
      },
    });
    expect(task && isHeld(task, centre.clock.now())).toBe(false);
  });

  it("keeps who was to be asked first", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest({ ...HELD, ownerId: GRACE }));

    const outcome = await centre.run(expedite(centre.process(), id));

    expect((await centre.find(taskIdOf(outcome as { kind: string; taskId: string })))?.request.ownerId).toBe(
      GRACE,
    );
  });
});

describe("a supervisor who hands a request to an agent", () => {
  it("has that agent asked first, at once, in a task that keeps the place", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));

    const outcome = await centre.run(assign(centre.process(), id));

    const [task, ...more] = await centre.openTasks();
    expect(more).toStrictEqual([]);
    expect(outcome).toStrictEqual({ kind: "done", taskId: task?.id, repeated: false });
    expect(task).toMatchObject({
      after: id,
      request: {
        ownerId: ADA,
        assigned: { by: "Supervisor", to: "Ada" },
        attemptsMade: 1,
        conversationId: id,
      },
    });
    expect(task?.request.retryDelaySeconds).toBe(0);
    expect(centre.log.entries).toMatchObject([
      { event: "callback.assigned", details: { taskId: task?.id, workerId: ADA, by: "Supervisor" } },
    ]);
  });

  it("may hand it to somebody else afterwards, by the task that they saw", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest());
    await centre.run(assign(centre.process(), id));

    await centre.run(centre.process().assignCallback(id, GRACE, supervisor));

    expect(await centre.openTasks()).toMatchObject([{ request: { ownerId: GRACE } }]);
  });

  it("is told that there is no such agent, and nothing happens", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest());

    expect(await centre.process().assignCallback(id, anId("WK", 9), supervisor)).toStrictEqual({
      kind: "agent-not-found",
    });
    expect(await centre.openTasks()).toMatchObject([{ id, request: {} }]);
  });

  it("sees available agents first, each part by name", async () => {
    const centre = aCentre();
    centre.roster.employ({ workerId: anId("WK", 6), name: "Zoe", isAvailable: true });

    expect(await centre.process().listAgents(supervisor)).toMatchObject({
      agents: [{ name: "Ada" }, { name: "Zoe" }, { name: "Grace" }],
    });
    expect(await centre.process().listAgents(anAgent())).toStrictEqual({ kind: "not-allowed" });
  });
});

describe.each([
  ["brings a request forward", expedite],
  ["hands a request to an agent", assign],
] as const)("a supervisor who %s", (_, act) => {
  it("may do it twice", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));
    const process = centre.process();
    const first = await centre.run(act(process, id));

    expect(await centre.run(act(process, id))).toStrictEqual({ ...first, repeated: true });
    expect(centre.queue.open()).toHaveLength(1);
    expect(centre.log.entries).toHaveLength(1);
  });

  it("finds that 50 times at once make one task", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));

    const outcomes = await centre.run(
      Promise.all(Array.from({ length: 50 }, () => act(centre.process(), id))),
    );

    const [task, ...more] = await centre.openTasks();
    expect(more).toStrictEqual([]);
    expect(new Set(outcomes.map((outcome) => "taskId" in outcome && outcome.taskId))).toStrictEqual(
      new Set([task?.id]),
    );
    expect(outcomes.filter((outcome) => "repeated" in outcome && !outcome.repeated)).toHaveLength(1);
  });

  it("does it to 50 requests at once, and none is lost or doubled", async () => {
    const centre = aCentre();
    const ids = await Promise.all(Array.from({ length: 50 }, () => centre.put(aRequest(HELD))));
    const process = centre.process();

    const outcomes = await centre.run(Promise.all(ids.map((id) => act(process, id))));

    expect(outcomes.every(({ kind }) => kind === "done")).toBe(true);
    const open = await centre.openTasks();
    expect(open.map(({ after }) => after).sort()).toStrictEqual([...ids].sort());
  });

  it.each(["before", "after"] as const)(
    "either does it or is told that an agent was faster, whenever the agent accepts: %s a step",
    async (when) => {
      for (const request of [aRequest(), aRequest(HELD)]) {
        for (const method of ["find", "change", "end", "add"] as const) {
          const centre = aCentre();
          const id = await centre.put(request);
          let before: unknown;
          const accept = async (): Promise<void> => {
            if (!centre.queue.open().includes(id)) return;
            before = await centre.find(id);
            centre.queue.accept(id, "WK1");
          };
          const process = centre.interruptedProcess({ when, method }, accept);

          const outcome = await centre.run(act(process, id));

          const open = await centre.openTasks();
          expect(open).toHaveLength(1);
          const [task] = open;
          if (outcome.kind === "taken") {
            expect(outcome.state).toBe("assigned");
            expect(task).toMatchObject({ id, state: "assigned" });
            expect(task?.mark).toBeUndefined();
            expect(task?.request).toStrictEqual({ ...request, ...onlyKey(task?.request.key) });
          } else {
            expect(outcome).toMatchObject({ kind: "done", taskId: task?.id });
            expect(task?.request.expedited ?? task?.request.assigned).toBeDefined();
          }
          expect(before === undefined || outcome.kind === "taken" || task?.id === id).toBe(true);
        }
      }
    },
  );

  it.each<Moment>([
    { when: "after", method: "change" },
    { when: "before", method: "end" },
    { when: "after", method: "end" },
    { when: "before", method: "add" },
    { when: "after", method: "add" },
  ])("loses and doubles nothing by dying $when $method: whoever tries again finishes it", async (moment) => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));
    void act(centre.interruptedProcess(moment, death), id);
    await centre.clock.advance(20_000);

    const outcome = await centre.run(act(centre.process(), id));

    const open = await centre.openTasks();
    expect(open).toHaveLength(1);
    expect(outcome).toMatchObject({ kind: "done", taskId: open[0]?.id });
    expect(open[0]?.request.expedited ?? open[0]?.request.assigned).toMatchObject({ by: "Supervisor" });
    expect(open[0]?.request).toMatchObject({ attemptsMade: 1, conversationId: id });
  });

  it("makes the very task that was decided, though somebody else finishes it", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest({ ...HELD, key: "k-1" }));
    void act(centre.interruptedProcess({ when: "after", method: "end" }, death), id);
    await centre.clock.advance(20_000);

    const task = await centre.find(id);
    const at = centre.clock.now();
    if (task)
      await centre.run(
        centre.process().followEnd({
          task,
          end: { how: "canceled", at, reason: "Moved", isQueuesReason: false },
        }),
      );

    const open = await centre.openTasks();
    expect(open).toHaveLength(1);
    expect(open[0]?.request.expedited ?? open[0]?.request.assigned).toMatchObject({ by: "Supervisor" });
    expect(open[0]?.request.retryDelaySeconds).toBe(0);
  });

  it("half does nothing when the queue breaks off the removal: the request waits as it did", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));
    const before = await centre.find(id);
    const process = centre.process({ tasks: refusingToEnd(centre) });

    await expect(centre.run(act(process, id))).rejects.toMatchObject({
      name: "Unavailable",
      message: "The queue is at its limits",
    });

    expect(await centre.find(id)).toStrictEqual(before);
  });

  it.each(["before", "after"] as const)(
    "does it though the queue does not answer the removal, %s it takes effect",
    async (when) => {
      const centre = aCentre();
      const id = await centre.put(aRequest(HELD));
      const process = centre.interruptedProcess({ when, method: "end" }, () =>
        Promise.reject(new Unavailable("The queue does not answer")),
      );

      const outcome = await centre.run(act(process, id));

      const [task, ...more] = await centre.openTasks();
      expect(more).toStrictEqual([]);
      expect(task).toMatchObject({ after: id });
      expect(outcome).toStrictEqual({ kind: "done", taskId: task?.id, repeated: false });
    },
  );

  it("is told that an agent has it, and the agent's task stays as it was", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest());
    centre.queue.accept(id, "WK1");
    const before = await centre.find(id);

    expect(await centre.run(act(centre.process(), id))).toStrictEqual({ kind: "taken", state: "assigned" });
    expect(await centre.find(id)).toStrictEqual(before);
  });

  it("finds that it was canceled at the same moment, or cancels what was moved: never neither", async () => {
    for (const when of ["before", "after"] as const) {
      for (const method of ["find", "change", "end", "add"] as const) {
        const centre = aCentre();
        const id = await centre.put(aRequest({ ...HELD, key: "k-1" }));
        const cancel = () => centre.process().cancelBySupervisor(id, supervisor, "Wrote an e-mail");
        let canceled: ReturnType<typeof cancel> | undefined;
        const process = centre.interruptedProcess({ when, method }, async () => {
          canceled = cancel();
        });

        const outcome = await centre.run(act(process, id));

        expect(await centre.run(canceled ?? Promise.reject(new Error("Not reached")))).toMatchObject({
          kind: "canceled",
        });
        expect(["done", "ended"]).toContain(outcome.kind);
        expect(centre.queue.open()).toStrictEqual([]);
      }
    }
  });

  it("needs the right to", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest(HELD));
    const agent = anAgent({ workerId: ADA });
    const { expediteCallback, assignCallback } = centre.process();

    expect(await expediteCallback(id, agent)).toStrictEqual({ kind: "not-allowed" });
    expect(await assignCallback(id, ADA, agent)).toStrictEqual({ kind: "not-allowed" });
    expect(centre.queue.open()).toStrictEqual([id]);
  });

  it("is told that there is no such task, that it has ended, or that it is work of another kind", async () => {
    const centre = aCentre();
    const id = await centre.put(aRequest());
    centre.queue.accept(id, "WK1");
    centre.queue.finish(id);
    const process = centre.process();

    expect(await act(process, id)).toStrictEqual({ kind: "ended" });
    expect(await act(process, "task-9")).toStrictEqual({ kind: "task-not-found" });
    expect(await act(process, centre.queue.addOtherWork())).toStrictEqual({ kind: "task-not-found" });
  });

  it("keeps the contact's wish: asked again, they have one task to come", async () => {
    const centre = aCentre();
    const { requestCallback } = centre.process();
    const id = taskIdOf(await centre.run(requestCallback(anInput())));
    await centre.run(act(centre.process(), id));

    const again = await centre.run(requestCallback(anInput()));

    expect(again.kind).toBe("joined");
    expect(centre.queue.open()).toHaveLength(1);
  });
});

function onlyKey(key: string | undefined): object {
  return key === undefined ? {} : { key };
}

/** The queue is at its limits when a task is to be canceled. */
function refusingToEnd(centre: Centre): CallbackTasks {
  const tasks = new MemoryCallbackTasks(centre.queue);
  tasks.end = async () => {
    throw new Unavailable("The queue is at its limits");
  };

  return tasks;
}
