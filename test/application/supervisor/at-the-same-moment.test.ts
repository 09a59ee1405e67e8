import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryCallbackTasks } from "../../../src/adapters/memory/memory-callback-tasks.ts";
import type { MemoryProcess } from "../../../src/entrypoints/memory.ts";
import type { CallbackTasks } from "../../../src/ports/callback-tasks.ts";
import { anAttempt, anId, anInput, aSupervisor } from "../../support/requests.ts";
import { Centre, taskIdOf } from "../centre.ts";
import { death } from "../interrupted-tasks.ts";

const ADA = anId("WK", 7);
const supervisor = aSupervisor();

type Act = (process: MemoryProcess, taskId: string) => Promise<{ readonly kind: string }>;

const cancel: Act = ({ cancelBySupervisor }, id) => cancelBySupervisor(id, supervisor, "Wrote an e-mail");

const ACTS: Readonly<Record<string, Act>> = {
  expedite: ({ expediteCallback }, id) => expediteCallback(id, supervisor),
  assign: ({ assignCallback }, id) => assignCallback(id, ADA, supervisor),
  cancel,
  "ask again": ({ requestCallback }) => requestCallback(anInput()),
};

it("supervisors, the contact and an agent, in whatever order their steps come, leave one request or none", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.uniqueArray(fc.constantFrom(...Object.keys(ACTS)), { minLength: 2, maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      async (scheduler, names, isHeld, isTaken) => {
        const centre = new Centre();
        centre.roster.employ({ workerId: ADA, name: "Ada", isAvailable: true });
        const id = taskIdOf(await centre.run(centre.process().requestCallback(anInput())));
        if (isHeld)
          await centre.tasks.change(id, ({ task }) => ({
            request: { ...task.request, retryDelaySeconds: 3_600, attemptsMade: 1, attempts: [anAttempt()] },
          }));
        const accept = scheduler.schedule(Promise.resolve(), "accept").then(() => {
          if (isTaken && centre.queue.open().includes(id)) centre.queue.accept(id, "WK1");
        });
        const outcomes = Promise.all(
          names.map((name) =>
            ACTS[name]?.(
              centre.process({ tasks: inTurn(new MemoryCallbackTasks(centre.queue), scheduler) }),
              id,
            ),
          ),
        );
        const [ended] = await Promise.all([
          scheduler.waitFor(centre.run(outcomes)),
          scheduler.waitFor(accept),
        ]);

        const kinds = ended.map((outcome) => outcome?.kind);
        const open = await centre.openTasks();
        const isCanceled = kinds.includes("canceled");
        // Who asks after the cancel has a request of their own.
        expect(open.length).toBeLessThanOrEqual(1);
        if (!isCanceled || kinds.includes("created")) expect(open).toHaveLength(1);
        if (kinds.includes("taken")) expect(open[0]?.state).toBe("assigned");
        for (const { mark, request } of open) {
          expect(mark?.next ?? mark).toBeUndefined();
          expect(request.end).toBeUndefined();
        }
      },
    ),
    { numRuns: 100 },
  );
});

describe("a supervisor who dies, or is frozen, once they have noted that a request is canceled", () => {
  const noted = { when: "after", method: "change" } as const;
  const cancelAfter = async (centre: Centre, interlude: () => Promise<unknown>) => {
    const id = taskIdOf(await centre.run(centre.process().requestCallback(anInput())));
    const canceled = cancel(centre.interruptedProcess(noted, interlude), id);
    await centre.clock.advance(1);

    return { id, canceled };
  };

  it("keeps nobody for long: whoever asks anew is told to try again, then has that very task", async () => {
    const centre = new Centre();
    const { id } = await cancelAfter(centre, death);
    await expect(centre.run(centre.process().requestCallback(anInput()))).rejects.toMatchObject({
      name: "Unavailable",
      message: "The same request is being worked on",
    });
    await centre.clock.advance(16_000);

    const again = await centre.run(centre.process().requestCallback(anInput()));

    expect(again).toMatchObject({ kind: "joined", taskId: id });
    expect(await centre.openTasks()).toMatchObject([{ id, state: "waiting" }]);
    expect((await centre.find(id))?.request.end).toBeUndefined();
  });

  it("does not cancel what the contact has asked for since", async () => {
    const centre = new Centre();
    const { id, canceled } = await cancelAfter(centre, () => centre.clock.pause(30_000));
    canceled.catch(() => undefined);
    await centre.clock.advance(20_000);
    await centre.run(centre.process().requestCallback(anInput()));

    await expect(centre.run(canceled)).rejects.toMatchObject({
      name: "Unavailable",
      message: "The request could not be called off in time",
    });
    expect(await centre.openTasks()).toMatchObject([{ id, state: "waiting" }]);
  });

  it("leaves a task that another supervisor cancels for good", async () => {
    const centre = new Centre();
    const { id } = await cancelAfter(centre, death);
    await centre.clock.advance(20_000);
    const outcome = await centre.run(cancel(centre.process(), id));

    expect(outcome).toStrictEqual({ kind: "canceled", repeated: false });
    expect((await centre.find(id))?.request.end?.at).toStrictEqual(centre.clock.now());
  });
});

/** Each step of the queue comes when the scheduler lets it. */
function inTurn(tasks: CallbackTasks, scheduler: fc.Scheduler): CallbackTasks {
  const turn = (name: string) => scheduler.schedule(Promise.resolve(), name);

  return {
    add: async (...given) => {
      await turn("add");
      return tasks.add(...given);
    },
    find: async (...given) => {
      await turn("find");
      return tasks.find(...given);
    },
    look: async (...given) => {
      await turn("look");
      return tasks.look(...given);
    },
    holders: async (...given) => {
      await turn("holders");
      return tasks.holders(...given);
    },
    change: async (...given) => {
      await turn("change");
      return tasks.change(...given);
    },
    end: async (...given) => {
      await turn("end");
      return tasks.end(...given);
    },
  };
}
