import { beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import {
  type AutoRequeue,
  COUNTDOWN_MS,
  makeAutoRequeue,
} from "../../../src/application/desktop/auto-requeue.ts";
import { PanelStates } from "../../../src/application/desktop/panel-states.ts";
import type { UnreachedOutcome } from "../../../src/domain/retry/attempt.ts";
import { aDesktopCallback, TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber } from "../../support/requests.ts";

const callback = aDesktopCallback();

let clock: ManualClock;
let states: PanelStates;
let calls: MemoryOutboundCalls;
let kept: Map<string, number>;
let putBack: string[];
let isThere: boolean;
beforeEach(() => {
  clock = new ManualClock();
  states = new PanelStates();
  calls = new MemoryOutboundCalls();
  calls.accept(TASK_ID);
  kept = new Map();
  putBack = [];
  isThere = true;
});

/** A tab of the agent's browser. */
function tab(outcomes: readonly UnreachedOutcome[] = ["busy", "no-answer"]): AutoRequeue {
  const auto = makeAutoRequeue({
    outcomes: () => outcomes,
    find: () => (isThere ? callback : undefined),
    retryLater: async ({ task }) => {
      if (states.of(task.id).activity !== "idle") return;
      states.set(task.id, { activity: "requeueing" });
      putBack.push(task.id);
    },
    kept: {
      get: (taskId) => kept.get(taskId),
      set: (taskId, endsAt) => void (endsAt === undefined ? kept.delete(taskId) : kept.set(taskId, endsAt)),
    },
    states,
    clock,
  });
  auto.watch(calls);

  return auto;
}

async function call(auto: AutoRequeue, outcome: "busy" | "no-answer" | "failed"): Promise<void> {
  auto.placed(TASK_ID);
  await calls.place({
    callbackTaskId: TASK_ID,
    number: aNumber(),
    conversationId: TASK_ID,
    attributes: {},
  });
  calls.fail(outcome);
}

describe("putting back by itself", () => {
  it.each(["busy", "no-answer"] as const)(
    "happens ten seconds after %s, which the agent sees",
    async (outcome) => {
      await call(tab(), outcome);
      expect(states.of(TASK_ID).requeuesAt).toStrictEqual(new Date(clock.time() + COUNTDOWN_MS));

      await clock.advance(COUNTDOWN_MS - 1);
      expect(putBack).toStrictEqual([]);
      await clock.advance(1);
      expect(putBack).toStrictEqual([TASK_ID]);
      expect(kept.size).toBe(0);
    },
  );

  it("happens after no outcome that the deployer did not name", async () => {
    await call(tab(["busy"]), "no-answer");
    await clock.advance(COUNTDOWN_MS);

    expect(putBack).toStrictEqual([]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle" });
  });

  it("happens in the tab that placed the call, and in no other", async () => {
    const placing = tab();
    tab();
    await call(placing, "busy");
    await clock.advance(COUNTDOWN_MS);

    expect(putBack).toStrictEqual([TASK_ID]);
  });

  it("can be stopped up to the last moment", async () => {
    const auto = tab();
    await call(auto, "busy");
    await clock.advance(COUNTDOWN_MS - 1);
    auto.stop(TASK_ID);
    await clock.advance(COUNTDOWN_MS);

    expect(putBack).toStrictEqual([]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle" });
    expect(kept.size).toBe(0);
  });

  it("happens once, though the agent clicks at the same moment", async () => {
    await call(tab(), "busy");
    await clock.advance(COUNTDOWN_MS - 1);
    states.set(TASK_ID, { activity: "requeueing" });
    await clock.advance(COUNTDOWN_MS);

    expect(putBack).toStrictEqual([]);
  });

  it("does not happen while the agent is asked how the request ended", async () => {
    await call(tab(), "busy");
    states.set(TASK_ID, { ...states.of(TASK_ID), askedAt: clock.now() });
    await clock.advance(COUNTDOWN_MS);

    expect(putBack).toStrictEqual([]);
    expect(states.of(TASK_ID).requeuesAt).toBeUndefined();
  });

  it("starts anew with the next call", async () => {
    const auto = tab();
    await call(auto, "busy");
    await clock.advance(COUNTDOWN_MS - 1);
    await call(auto, "busy");
    await clock.advance(COUNTDOWN_MS - 1);
    expect(putBack).toStrictEqual([]);

    await clock.advance(1);
    expect(putBack).toStrictEqual([TASK_ID]);
  });

  it("does not happen to a task that has left, or cannot be put back any more", async () => {
    await call(tab(), "busy");
    isThere = false;
    await clock.advance(COUNTDOWN_MS);

    expect(putBack).toStrictEqual([]);
  });

  it("goes on where it was when the page was loaded again, and not if it was stopped before", async () => {
    const before = tab();
    await call(before, "busy");
    await clock.advance(4_000);
    states.forget(TASK_ID);
    const after = tab();
    after.resume(TASK_ID);
    after.resume(TASK_ID);
    await clock.advance(5_999);
    expect(putBack).toStrictEqual([]);
    await clock.advance(1);
    expect(putBack).toStrictEqual([TASK_ID]);

    states.forget(TASK_ID);
    after.resume(TASK_ID);
    expect(states.of(TASK_ID).requeuesAt).toBeUndefined();
  });

  it("leaves five seconds to stop it to an agent whose page took long to load again", async () => {
    kept.set(TASK_ID, clock.time() - 60_000);
    tab().resume(TASK_ID);
    expect(states.of(TASK_ID).requeuesAt).toStrictEqual(new Date(clock.time() + 5_000));
    expect(putBack).toStrictEqual([]);

    await clock.advance(5_000);
    expect(putBack).toStrictEqual([TASK_ID]);
  });
});
