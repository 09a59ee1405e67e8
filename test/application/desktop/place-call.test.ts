import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryAgentNotices } from "../../../src/adapters/memory/memory-agent-notices.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { MemoryTelemetry } from "../../../src/adapters/memory/memory-telemetry.ts";
import { PanelStates } from "../../../src/application/desktop/panel-states.ts";
import { makePlaceCall, type NoteCall } from "../../../src/application/desktop/place-call.ts";
import { Unavailable } from "../../../src/ports/faults.ts";
import { aDesktopCallback, TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber, anId, aRequest, aVoicemail } from "../../support/requests.ts";

let states: PanelStates;
let notices: MemoryAgentNotices;
let telemetry: MemoryTelemetry;
let clock: ManualClock;
let log: CollectedLog;
let noted: string[];
let note: NoteCall;
beforeEach(() => {
  states = new PanelStates();
  notices = new MemoryAgentNotices();
  telemetry = new MemoryTelemetry();
  clock = new ManualClock();
  log = new CollectedLog();
  noted = [];
  note = async (_, { outcome }) => void noted.push(outcome);
});

describe("placing a call", () => {
  let calls: MemoryOutboundCalls;
  beforeEach(() => {
    calls = new MemoryOutboundCalls();
    calls.accept(TASK_ID);
  });
  const placeCall = (callback = aDesktopCallback()) =>
    clock.runUntilSettled(makePlaceCall({ calls, note, states, notices, telemetry, clock, log })(callback));

  it("calls the contact as the request says, and counts it", async () => {
    const request = aRequest({
      conversationId: anId("WT", 7),
      attemptsMade: 1,
      attributes: { skills: ["a"] },
    });
    await placeCall(aDesktopCallback({ request }));

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

  it("notes the call before it is placed", async () => {
    const before: number[] = [];
    note = async () => void before.push(calls.placed.length);
    await placeCall();

    expect(before).toStrictEqual([0]);
  });

  it("is kept from nothing by functions that are silent or away", async () => {
    const began = clock.now().getTime();
    note = () => new Promise(() => undefined);
    await placeCall();
    expect(calls.placed).toHaveLength(1);
    expect(clock.now().getTime() - began).toBe(1_000);

    calls.answer();
    calls.hangUp();
    note = () => Promise.reject(new Unavailable("away"));
    await placeCall();
    expect(calls.placed).toHaveLength(2);
    expect(log.events).toStrictEqual(["panel.call-not-noted"]);
  });

  it("takes the note back when no call came of it", async () => {
    calls.failNextCall("invalid-number");
    await placeCall();

    expect(noted).toStrictEqual(["placed", "not-placed"]);
  });

  it("ties the first call to its own callback, and leaves the caller id to Flex where there is none", async () => {
    const { callerId: _, ...request } = aRequest({ voicemail: aVoicemail() });
    await placeCall(aDesktopCallback({ request }));

    expect(calls.placed[0]?.conversationId).toBe(TASK_ID);
    expect(calls.placed[0]).not.toHaveProperty("callerId");
    expect(telemetry.events).toMatchObject([{ request: "voicemail", attempt: 1 }]);
  });

  it("calls another number where the agent wants that, also for a contact who withheld theirs", async () => {
    const told: unknown[] = [];
    note = async (_, call) => void told.push(call);
    const other = aNumber("+14155550177");
    const callback = aDesktopCallback({ request: aRequest({ contact: { kind: "withheld" } }) });
    await clock.runUntilSettled(
      makePlaceCall({ calls, note, states, notices, telemetry, clock, log })(callback, other),
    );

    expect(calls.placed).toMatchObject([{ number: other }]);
    expect(told).toStrictEqual([{ outcome: "placed", numberCalled: other }]);
  });

  it("calls nobody whose number was withheld", async () => {
    await placeCall(aDesktopCallback({ request: aRequest({ contact: { kind: "withheld" } }) }));

    expect(calls.placed).toStrictEqual([]);
  });

  it("is busy while it lasts, and calls once however often it is clicked", async () => {
    const place = makePlaceCall({ calls, note, states, notices, telemetry, clock, log });
    const first = place(aDesktopCallback());
    expect(states.of(TASK_ID).activity).toBe("placing-call");
    await clock.runUntilSettled(Promise.all([first, place(aDesktopCallback()), place(aDesktopCallback())]));

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
