import { beforeEach, describe, expect, it } from "vitest";
import type { DeskCallback } from "../../../src/adapters/flex-ui/desk-callback.ts";
import type { SessionEnded } from "../../../src/adapters/flex-ui/http/remote-use-cases.ts";
import { PanelStates } from "../../../src/adapters/flex-ui/panel-states.ts";
import { makePlaceCall } from "../../../src/adapters/flex-ui/use-cases/place-call.ts";
import { recordOutcomes } from "../../../src/adapters/flex-ui/use-cases/record-outcomes.ts";
import { KnownRequeuePolicy } from "../../../src/adapters/flex-ui/use-cases/requeue-policy.ts";
import { makeFinish, makeRetryLater } from "../../../src/adapters/flex-ui/use-cases/retry-later.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryAgentNotices } from "../../../src/adapters/memory/memory-agent-notices.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { MemoryTelemetry } from "../../../src/adapters/memory/memory-telemetry.ts";
import type { PlacedCall, RecordAttemptOutcome } from "../../../src/application/record-attempt.ts";
import type { RequeueOutcome } from "../../../src/application/requeue-callback.ts";
import { Rejected, Unavailable } from "../../../src/ports/faults.ts";
import { aNumber, anId, aRequest, aVoicemail } from "../../support/requests.ts";

const TASK_ID = anId("WT", 1);

function aDeskCallback(details: Partial<DeskCallback> = {}): DeskCallback {
  return { taskId: TASK_ID, state: "assigned", mine: true, requeued: "no", request: aRequest(), ...details };
}

let states: PanelStates;
let notices: MemoryAgentNotices;
let telemetry: MemoryTelemetry;
let log: CollectedLog;
let clock: ManualClock;
beforeEach(() => {
  states = new PanelStates();
  notices = new MemoryAgentNotices();
  telemetry = new MemoryTelemetry();
  log = new CollectedLog();
  clock = new ManualClock();
});

describe("placing a call", () => {
  let calls: MemoryOutboundCalls;
  beforeEach(() => {
    calls = new MemoryOutboundCalls();
    calls.accept(TASK_ID);
  });
  const placeCall = (callback = aDeskCallback()) =>
    clock.runUntilSettled(makePlaceCall(calls, states, notices, telemetry, clock)(callback));

  it("calls the contact as the request says, and counts it", async () => {
    const request = aRequest({
      conversationId: anId("WT", 7),
      attemptsMade: 1,
      attributes: { skills: ["a"] },
    });
    await placeCall(aDeskCallback({ request }));

    expect(calls.placed).toStrictEqual([
      {
        callbackTaskId: TASK_ID,
        number: aNumber("+14155550100"),
        callerId: aNumber("+14155550199"),
        conversationId: anId("WT", 7),
        attributes: { skills: ["a"] },
      },
    ]);
    expect(telemetry.events).toStrictEqual([{ kind: "call-placed", request: "callback", attempt: 2 }]);
    expect(notices.told).toStrictEqual([]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle" });
  });

  it("ties the first call to its own callback, and leaves the caller id to the desk where there is none", async () => {
    const { callerId: _, ...request } = aRequest({ voicemail: aVoicemail() });
    await placeCall(aDeskCallback({ request }));

    expect(calls.placed[0]?.conversationId).toBe(TASK_ID);
    expect(calls.placed[0]).not.toHaveProperty("callerId");
    expect(telemetry.events).toMatchObject([{ request: "voicemail", attempt: 1 }]);
  });

  it("calls nobody whose number was withheld", async () => {
    await placeCall(aDeskCallback({ request: aRequest({ contact: { kind: "withheld" } }) }));

    expect(calls.placed).toStrictEqual([]);
  });

  it("is busy while it lasts, and calls once however often it is clicked", async () => {
    const place = makePlaceCall(calls, states, notices, telemetry, clock);
    const first = place(aDeskCallback());
    expect(states.of(TASK_ID).activity).toBe("placing-call");
    await clock.runUntilSettled(Promise.all([first, place(aDeskCallback()), place(aDeskCallback())]));

    expect(calls.placed).toHaveLength(1);
    expect(notices.told).toStrictEqual([]);
  });

  it("tries again after a while what may pass", async () => {
    calls.failNextCall("unavailable");
    const began = clock.now().getTime();
    await placeCall();

    expect(calls.placed).toHaveLength(1);
    expect(clock.now().getTime() - began).toBe(1_000);
    expect(notices.told).toStrictEqual([]);
  });

  it("says so when it was tried three times", async () => {
    let tried = 0;
    const unreachable = {
      ...calls,
      place: async () => {
        tried++;
        throw new Unavailable("no");
      },
    } as unknown as MemoryOutboundCalls;
    calls = unreachable;
    await placeCall();

    expect(tried).toBe(3);
    expect(notices.told).toStrictEqual([{ kind: "call-not-placed", reason: "unavailable" }]);
    expect(states.of(TASK_ID)).toStrictEqual({
      activity: "idle",
      problem: { kind: "call", reason: "unavailable" },
    });
  });

  it.each(["not-started", "invalid-number", "not-in-queue", "offline", "refused"] as const)(
    "does not try again what was refused, and says why: %s",
    async (reason) => {
      calls.failNextCall(reason);
      await placeCall();

      expect(calls.placed).toStrictEqual([]);
      expect(notices.told).toStrictEqual([{ kind: "call-not-placed", reason }]);
      expect(telemetry.events).toStrictEqual([{ kind: "call-not-placed", reason }]);
      expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", problem: { kind: "call", reason } });
    },
  );

  it("takes a fault of its own making for a refusal, so that no button stays stuck", async () => {
    calls = {
      ...calls,
      place: () => Promise.reject(new TypeError("x is undefined")),
    } as unknown as typeof calls;
    await placeCall();

    expect(states.of(TASK_ID)).toStrictEqual({
      activity: "idle",
      problem: { kind: "call", reason: "refused" },
    });
  });

  it("forgets what went wrong before when it is tried again", async () => {
    calls.failNextCall("not-started");
    await placeCall();
    await placeCall();

    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle" });
  });
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

  it("puts the request back, then wraps its task up", async () => {
    const order: string[] = [];
    wrapUp = async () => void order.push("wrapped up");
    await retryLater(async () => {
      order.push("requeued");
      return requeued;
    })(aDeskCallback({ request: aRequest({ attemptsMade: 1 }) }));

    expect(order).toStrictEqual(["requeued", "wrapped up"]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", requeued: true });
    expect(notices.told).toStrictEqual([{ kind: "requeued" }]);
    expect(telemetry.events).toStrictEqual([{ kind: "requeued", request: "callback", attempt: 2 }]);
  });

  it("leaves the wrap-up to whoever put it back first, and sees to it when they did not", async () => {
    const repeated: RequeueOutcome = { ...requeued, repeated: true };
    const retried = retryLater(async () => repeated)(aDeskCallback());
    await clock.advance(1_999);
    expect(wrappedUp).toStrictEqual([]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", requeued: true });

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
    const first = retry(aDeskCallback());
    expect(states.of(TASK_ID).activity).toBe("requeueing");
    await Promise.all([first, retry(aDeskCallback())]);

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
    await retryLater(async () => outcome)(aDeskCallback());

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
    await retryLater(() => Promise.reject(fault))(aDeskCallback());
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", problem: { kind: "requeue", reason } });
    expect(log.events).toStrictEqual(["panel.not-requeued"]);

    await retryLater(async () => requeued)(aDeskCallback());
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", requeued: true });
  });

  it("says that the task could not be ended when only that went wrong, and ends it when asked again", async () => {
    wrapUp = () => Promise.reject(new Error("Reservation is not in accepted state"));
    await retryLater(async () => requeued)(aDeskCallback());
    expect(states.of(TASK_ID)).toStrictEqual({
      activity: "idle",
      requeued: true,
      problem: { kind: "finish" },
    });

    const completed: string[] = [];
    await makeFinish(async (taskId) => void completed.push(taskId), states, log)(aDeskCallback());
    expect(completed).toStrictEqual([TASK_ID]);
    expect(states.of(TASK_ID)).toStrictEqual({ activity: "idle", requeued: true });
  });
});

describe("recording what comes of calls", () => {
  let calls: MemoryOutboundCalls;
  let recorded: [string, PlacedCall][];
  beforeEach(() => {
    calls = new MemoryOutboundCalls();
    calls.accept(TASK_ID);
    recorded = [];
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  const place = () =>
    calls.place({
      callbackTaskId: TASK_ID,
      number: aNumber(),
      conversationId: TASK_ID,
      attributes: {},
    });
  const watch = (
    answer: () => Promise<RecordAttemptOutcome | SessionEnded> = async () => ({ kind: "recorded" }),
    isRecorded = () => false,
  ) =>
    recordOutcomes(
      calls,
      (taskId, call) => {
        recorded.push([taskId, call]);
        return answer();
      },
      isRecorded,
      notices,
      log,
    );

  it("records it on the callback that the call was placed for", async () => {
    watch();
    await place();
    calls.fail("busy");
    await settled();

    expect(recorded).toStrictEqual([[TASK_ID, { outcome: "busy", callTaskId: "call-1" }]]);
    expect(notices.told).toStrictEqual([]);
  });

  it("does not record again what the callback has already", async () => {
    watch(undefined, () => true);
    await place();
    calls.answer();
    await settled();

    expect(recorded).toStrictEqual([]);
  });

  it.each<[string, () => Promise<RecordAttemptOutcome | SessionEnded>]>([
    ["the agent may not", async () => ({ kind: "not-allowed" })],
    ["the session has ended", async () => ({ kind: "session-ended" })],
    ["the functions are out of reach", () => Promise.reject(new Unavailable("no"))],
    ["the functions cannot", () => Promise.reject(new Rejected("no"))],
  ])("tells the agent when it cannot be recorded: %s", async (_, answer) => {
    watch(answer);
    await place();
    calls.fail("no-answer");
    await settled();

    expect(notices.told).toStrictEqual([{ kind: "attempt-not-recorded" }]);
  });

  it("tells nobody when the callback has left the queue meanwhile", async () => {
    watch(async () => ({ kind: "task-not-found" }));
    await place();
    calls.fail("no-answer");
    await settled();

    expect(notices.told).toStrictEqual([]);
  });

  it("stops when it is stopped", async () => {
    const stop = watch();
    await place();
    stop();
    calls.fail("no-answer");
    await settled();

    expect(recorded).toStrictEqual([]);
  });
});

describe("the requeue policy that is known", () => {
  it("is asked for once, and again only when it has grown old", async () => {
    let asked = 0;
    const policy = new KnownRequeuePolicy(async () => ({ maxAttempts: ++asked }), clock, log);
    expect(policy.current()).toBeUndefined();

    await Promise.all([policy.refresh(), policy.refresh()]);
    expect(policy.current()).toStrictEqual({ maxAttempts: 1 });

    await clock.advance(14 * 60_000);
    await policy.refresh();
    expect(asked).toBe(1);

    await clock.advance(60_000);
    await policy.refresh();
    expect(policy.current()).toStrictEqual({ maxAttempts: 2 });
  });

  it("stays unknown, or what it was, while the server cannot be asked, and asks again before long", async () => {
    let asked = 0;
    const policy = new KnownRequeuePolicy(
      async () => {
        if (++asked === 1) throw new Unavailable("no");
        return { maxAttempts: 4 };
      },
      clock,
      log,
    );
    await policy.refresh();
    await policy.refresh();
    expect(policy.current()).toBeUndefined();
    expect(asked).toBe(1);

    await clock.advance(30_000);
    await policy.refresh();
    expect(policy.current()).toStrictEqual({ maxAttempts: 4 });
  });

  it("tells those who watch that it has become known, until they stop", async () => {
    const policy = new KnownRequeuePolicy(async () => ({ maxAttempts: 3 }), clock, log);
    let told = 0;
    const stop = policy.watch(() => told++);
    await policy.refresh();
    expect(told).toBe(1);

    stop();
    await clock.advance(16 * 60_000);
    await policy.refresh();
    expect(told).toBe(1);
  });
});
