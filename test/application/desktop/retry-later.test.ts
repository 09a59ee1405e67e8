import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryAgentNotices } from "../../../src/adapters/memory/memory-agent-notices.ts";
import { MemoryTelemetry } from "../../../src/adapters/memory/memory-telemetry.ts";
import { PanelStates } from "../../../src/application/desktop/panel-states.ts";
import {
  makeFinish,
  makeRetryLater,
  type RetryLaterNeeds,
} from "../../../src/application/desktop/retry-later.ts";
import type { SessionEnded } from "../../../src/application/desktop/session-ended.ts";
import type { RequeueOutcome } from "../../../src/application/requeue-callback.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import { aDesktopCallback, TASK_ID } from "../../support/desktop-callbacks.ts";
import { anId, aRequest, aRouting } from "../../support/requests.ts";

let states: PanelStates;
let notices: MemoryAgentNotices;
let telemetry: MemoryTelemetry;
let clock: ManualClock;
let log: CollectedLog;
beforeEach(() => {
  states = new PanelStates();
  notices = new MemoryAgentNotices();
  telemetry = new MemoryTelemetry();
  clock = new ManualClock();
  log = new CollectedLog();
});

describe("retrying later", () => {
  const requeued: RequeueOutcome = { kind: "requeued", taskId: anId("WT", 2), repeated: false };
  let wrappedUp: string[];
  let wrapUp: (taskId: string) => Promise<void>;
  beforeEach(() => {
    wrappedUp = [];
    wrapUp = async (taskId) => void wrappedUp.push(taskId);
  });
  const retryLater = (requeue: () => Promise<RequeueOutcome | SessionEnded>) =>
    makeRetryLater({
      requeue,
      wrapUp: (taskId) => wrapUp(taskId),
      states,
      notices,
      telemetry,
      clock,
      log,
    });

  const retrying = (needs: Pick<RetryLaterNeeds, "requeue"> & Partial<RetryLaterNeeds>) =>
    clock.runUntilSettled(
      makeRetryLater({
        wrapUp: (taskId) => wrapUp(taskId),
        states,
        notices,
        telemetry,
        clock,
        log,
        ...needs,
      })(aDesktopCallback({ request: aRequest({ routing: aRouting({ workflowId: anId("WW") }) }) })),
    );
  const HOLDING = {
    maxAttempts: 3,
    retryDelays: { byAttempt: [600] },
    holdingWorkflows: [anId("WW")],
  };

  it("puts the request back, then wraps its task up", async () => {
    const order: string[] = [];
    wrapUp = async () => void order.push("wrapped up");
    await retryLater(async () => {
      order.push("requeued");
      return requeued;
    })(aDesktopCallback({ request: aRequest({ attemptsMade: 1 }) }));

    expect(order).toStrictEqual(["requeued", "wrapped up"]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "requeued" });
    expect(notices.told).toStrictEqual([{ kind: "requeued" }]);
    expect(telemetry.events).toStrictEqual([{ kind: "requeued", request: "callback", attempt: 2 }]);
  });

  it("asks for what the agent chose, and tells when it is offered again", async () => {
    const retry = { delaySeconds: 86_400, toMe: true };
    const asked: unknown[] = [];
    states.set(TASK_ID, { activity: "idle", retry });
    await retrying({
      requeue: async (_, choice) => {
        asked.push(choice);
        return requeued;
      },
      rules: () => HOLDING,
    });

    expect(asked).toStrictEqual([retry]);
    expect(states.of(TASK_ID).offeredAt).toStrictEqual(new Date(clock.time() + 86_400_000));
  });

  it("tells the usual time where the agent chose none, and none where another put-back was first", async () => {
    await retrying({ requeue: async () => requeued, rules: () => HOLDING });
    expect(states.of(TASK_ID).offeredAt).toStrictEqual(new Date(clock.time() + 600_000));

    states.forget(TASK_ID);
    await retrying({ requeue: async () => ({ ...requeued, repeated: true }), rules: () => HOLDING });
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "requeued" });
  });

  it("keeps the choice for the next try", async () => {
    const retry = { delaySeconds: 1_800 };
    states.set(TASK_ID, { activity: "idle", retry });
    await retrying({ requeue: () => Promise.reject(new Unavailable("out of reach")) });

    expect(states.of(TASK_ID)).toMatchObject({ activity: "idle", retry });
  });

  it("leaves the wrap-up to whoever put it back first, and sees to it when they did not", async () => {
    const repeated: RequeueOutcome = { ...requeued, repeated: true };
    const retried = retryLater(async () => repeated)(aDesktopCallback());
    await clock.advance(1_999);
    expect(wrappedUp).toStrictEqual([]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "requeued" });

    await clock.advance(1);
    await retried;
    expect(wrappedUp).toStrictEqual([TASK_ID]);
  });

  it("asks once however often it is clicked", async () => {
    let asked = 0;
    const retry = retryLater(async () => {
      asked++;
      return requeued;
    });
    const first = retry(aDesktopCallback());
    expect(states.of(TASK_ID).activity).toBe("requeueing");
    await Promise.all([first, retry(aDesktopCallback())]);

    expect(asked).toBe(1);
    expect(wrappedUp).toStrictEqual([TASK_ID]);
  });

  it.each([
    [{ kind: "gave-up", attemptsMade: 3, maxAttempts: 3 }, "attempts-used-up"],
    [{ kind: "not-with-agent", state: "completed" }, "not-with-agent"],
    [{ kind: "not-allowed" }, "not-allowed"],
    [{ kind: "task-not-found" }, "task-not-found"],
    [{ kind: "session-ended" }, "session-ended"],
  ] as const)("leaves the task as it is and says why: %o", async (outcome, reason) => {
    await retryLater(async () => outcome)(aDesktopCallback());

    expect(wrappedUp).toStrictEqual([]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", problem: { kind: "requeue", reason } });
    expect(notices.told).toStrictEqual([{ kind: "not-requeued", reason }]);
    expect(telemetry.events).toStrictEqual([{ kind: "not-requeued", reason }]);
  });

  it.each([
    [new Unavailable("out of reach"), "unavailable"],
    [new Rejected("no"), "rejected"],
    [new TypeError("x is undefined"), "rejected"],
  ])("can be tried again after a fault: %s", async (fault, reason) => {
    await retryLater(() => Promise.reject(fault))(aDesktopCallback());
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", problem: { kind: "requeue", reason } });
    expect(log.events).toStrictEqual(["panel.not-requeued"]);

    await retryLater(async () => requeued)(aDesktopCallback());
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "requeued" });
  });

  it("says that the task could not be ended when only that went wrong, and ends it when asked again", async () => {
    wrapUp = () => Promise.reject(new Error("Reservation is not in accepted state"));
    await retryLater(async () => requeued)(aDesktopCallback());
    expect(states.of(TASK_ID)).toStrictEqual({
      activity: "requeued",
      problem: { kind: "finish" },
    });

    const completed: string[] = [];
    await makeFinish(async (taskId) => void completed.push(taskId), states, log)(aDesktopCallback());
    expect(completed).toStrictEqual([TASK_ID]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "requeued" });
  });

  it("ends the task once, however often that is clicked, and again after it failed", async () => {
    const completed: string[] = [];
    const finish = makeFinish(
      async (taskId) => {
        completed.push(taskId);
        throw new Error("Action is blocked");
      },
      states,
      log,
    );
    await Promise.all([finish(aDesktopCallback()), finish(aDesktopCallback())]);
    expect(completed).toHaveLength(1);

    await finish(aDesktopCallback());
    expect(completed).toHaveLength(2);
  });
});
