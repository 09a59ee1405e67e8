import { beforeEach, describe, expect } from "vitest";
import { knownNumber, type PhoneNumber } from "../../src/domain/phone-number.ts";
import type { TelephoneOutcome } from "../../src/domain/retry/attempt.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import type { CallOutcome, CallToPlace, OutboundCalls } from "../../src/ports/outbound-calls.ts";
import { type Gap, promised } from "./promises.ts";

export interface OutboundCallsSetup {
  readonly calls: OutboundCalls;
  /** Ids of two tasks that the agent has accepted. */
  readonly callbacks: readonly [string, string];
  /** Back door: changes the agent's situation at once. */
  readonly desktop: {
    /** The calls that the telephone network was asked to place, oldest first. */
    placed(): readonly PlacedCall[];
    switchDialling(state: "on" | "off"): void;
    goOffline(): void;
    goAvailable(): void;
    /** The agent takes a call that belongs to no callback. */
    takeOtherCall(): void;
    /** The contact answers the ringing call. */
    answer(): void;
    /** The ringing call ends unanswered. `taken-back`: the agent canceled it. */
    fail(outcome: Exclude<TelephoneOutcome, "answered"> | "taken-back"): void;
    /** The live call ends, after so many seconds of talk. */
    hangUp(seconds?: number): void;
    /** Makes the next `place` fail because the network is away. */
    cutOffNextCall(): void;
    /** Makes the next `place` start no call, because there is no microphone. */
    loseMicrophoneForNextCall(): void;
  };
}

export interface PlacedCall {
  readonly number: string;
  readonly callerId?: string;
}

/** Tests the promises of every `OutboundCalls`. Before each test, `setup` returns the desktop of an available agent. */
export function describeOutboundCalls(
  adapter: string,
  setup: () => OutboundCallsSetup | Promise<OutboundCallsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the OutboundCalls contract`, () => {
    let calls: OutboundCalls;
    let desktop: OutboundCallsSetup["desktop"];
    let one: CallToPlace;
    let other: CallToPlace;
    beforeEach(async () => {
      const made = await setup();
      ({ calls, desktop } = made);
      [one, other] = made.callbacks.map(callFor) as [CallToPlace, CallToPlace];
    });

    promised(gaps, (promise) => {
      promise("sees no obstacle for an available agent", () => {
        expect(calls.obstacle()).toBeUndefined();
      });

      promise("sees that outbound dialling is off", () => {
        desktop.switchDialling("off");

        expect(calls.obstacle()).toStrictEqual({ kind: "dialling-off" });
      });

      promise("sees that the agent goes offline, and comes back", () => {
        desktop.goOffline();
        expect(calls.obstacle()).toStrictEqual({ kind: "offline" });

        desktop.goAvailable();
        expect(calls.obstacle()).toBeUndefined();
      });

      promise("sees that the agent is on another call", () => {
        desktop.takeOtherCall();

        expect(calls.obstacle()).toStrictEqual({ kind: "on-a-call" });
      });

      promise(
        "sees which callback the agent calls for while the call rings or is live, and that it has ended",
        async () => {
          const ownCall = { kind: "on-a-call", callbackTaskId: one.callbackTaskId };
          await calls.place(one);
          expect(calls.obstacle()).toStrictEqual(ownCall);

          desktop.answer();
          expect(calls.obstacle()).toStrictEqual(ownCall);

          desktop.hangUp();
          expect(calls.obstacle()).toBeUndefined();
        },
      );

      promise("tells each time that the obstacle has changed", () => {
        const seen: unknown[] = [];
        calls.watchObstacle(() => seen.push(calls.obstacle()?.kind));
        desktop.goOffline();
        desktop.switchDialling("off");
        desktop.switchDialling("on");
        desktop.goAvailable();

        expect(seen).toStrictEqual(["offline", "dialling-off", "offline", undefined]);
      });

      promise("tells nothing while the obstacle stays the same", () => {
        desktop.goOffline();
        let told = 0;
        calls.watchObstacle(() => told++);
        desktop.goOffline();

        expect(told).toBe(0);
      });

      promise("tells nothing more of the obstacle once it is stopped", () => {
        let told = 0;
        const stop = calls.watchObstacle(() => told++);
        desktop.goOffline();
        stop();
        desktop.goAvailable();

        expect(told).toBe(1);
      });

      promise("places a call to the number, under the caller id", async () => {
        expect(await calls.place(one)).toStrictEqual({ kind: "placed" });
        expect(desktop.placed()).toStrictEqual([{ number: "+14155550123", callerId: "+14155550199" }]);
      });

      promise("leaves the caller id to the desktop if the callback has none", async () => {
        const { callerId: _, ...withoutCallerId } = one;

        expect(await calls.place(withoutCallerId)).toStrictEqual({ kind: "placed" });
        expect(desktop.placed()).toStrictEqual([{ number: "+14155550123" }]);
      });

      for (const [kind, hinder] of [
        ["dialling-off", () => desktop.switchDialling("off")],
        ["offline", () => desktop.goOffline()],
        ["on-a-call", () => desktop.takeOtherCall()],
      ] as const) {
        promise(`refuses a call and does not place it: ${kind}`, async () => {
          hinder();

          expect(await calls.place(one)).toStrictEqual({ kind: "refused", reason: kind });
          expect(desktop.placed()).toStrictEqual([]);
        });
      }

      promise("refuses a second call while the first rings", async () => {
        await calls.place(one);

        expect(await calls.place(other)).toStrictEqual({ kind: "refused", reason: "on-a-call" });
        expect(desktop.placed()).toHaveLength(1);
      });

      promise("places one call when two are requested at once", async () => {
        const placements = await Promise.all([calls.place(one), calls.place(one)]);

        expect(placements.map(({ kind }) => kind).sort()).toStrictEqual(["placed", "refused"]);
        expect(desktop.placed()).toHaveLength(1);
      });

      promise("refuses to call for a task that the agent does not hold", async () => {
        const elsewhere = { ...one, callbackTaskId: "WT00000000000000000000000000000bad" };

        expect(await calls.place(elsewhere)).toStrictEqual({ kind: "refused", reason: "task-not-here" });
        expect(desktop.placed()).toStrictEqual([]);
      });

      promise("reports that no call has started", async () => {
        desktop.loseMicrophoneForNextCall();

        expect(await calls.place(one)).toStrictEqual({ kind: "refused", reason: "not-started" });
        expect(calls.obstacle()).toBeUndefined();
      });

      promise("is unavailable when no call has started, and a second try places the call", async () => {
        desktop.cutOffNextCall();

        await expect(calls.place(one)).rejects.toBeInstanceOf(Unavailable);
        expect(await calls.place(one)).toStrictEqual({ kind: "placed" });
      });

      promise("tells that the contact has answered", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desktop.answer();

        expect(outcomes).toMatchObject([{ callbackTaskId: one.callbackTaskId, outcome: "answered" }]);
      });

      for (const outcome of ["no-answer", "busy", "invalid", "blocked", "failed"] as const) {
        promise(`tells why the contact was not reached: ${outcome}`, async () => {
          const outcomes = outcomesOf(calls);
          await calls.place(one);
          desktop.fail(outcome);

          expect(outcomes).toMatchObject([{ callbackTaskId: one.callbackTaskId, outcome }]);
          expect(calls.obstacle()).toBeUndefined();
        });
      }

      promise("reports each call under its own id", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desktop.fail("busy");
        await calls.place(one);
        desktop.answer();
        desktop.hangUp();
        await calls.place(other);
        desktop.fail("no-answer");

        expect(outcomes.map(({ callbackTaskId, outcome }) => [callbackTaskId, outcome])).toStrictEqual([
          [one.callbackTaskId, "busy"],
          [one.callbackTaskId, "answered"],
          [one.callbackTaskId, "answered"],
          [other.callbackTaskId, "no-answer"],
        ]);
        expect(new Set(outcomes.map(({ callTaskId }) => callTaskId)).size).toBe(3);
      });

      promise(
        "tells how long an answered call was talked once it has ended, and nothing more of it",
        async () => {
          const outcomes = outcomesOf(calls);
          await calls.place(one);
          desktop.answer();
          const [answered] = outcomes;
          desktop.hangUp(95);

          expect(answered).not.toHaveProperty("seconds");
          expect(outcomes).toStrictEqual([answered, { ...answered, seconds: 95 }]);
        },
      );

      promise("tells how long a call was talked that was live when the watch began", async () => {
        await calls.place(one);
        desktop.answer();
        const outcomes = outcomesOf(calls);
        desktop.hangUp(31);

        expect(outcomes).toMatchObject([{ outcome: "answered" }, { outcome: "answered", seconds: 31 }]);
      });

      promise("tells of no talk for a call that nobody answered", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desktop.fail("no-answer");

        expect(outcomes).toHaveLength(1);
        expect(outcomes[0]).not.toHaveProperty("seconds");
      });

      promise("reports no call that the agent canceled before it was answered", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desktop.fail("taken-back");

        expect(outcomes).toStrictEqual([]);
      });

      promise("reports no calls that belong to no callback", () => {
        const outcomes = outcomesOf(calls);
        desktop.takeOtherCall();
        desktop.hangUp();

        expect(outcomes).toStrictEqual([]);
      });

      promise("reports a live call to a listener that begins to watch", async () => {
        await calls.place(one);
        desktop.answer();

        expect(outcomesOf(calls)).toMatchObject([
          { callbackTaskId: one.callbackTaskId, outcome: "answered" },
        ]);
      });

      promise("reports no ringing call to a listener that begins to watch", async () => {
        await calls.place(one);

        expect(outcomesOf(calls)).toStrictEqual([]);
      });

      promise("reports no outcomes after it is stopped", async () => {
        const outcomes: CallOutcome[] = [];
        const stop = calls.watchOutcomes((outcome) => outcomes.push(outcome));
        await calls.place(one);
        stop();
        desktop.answer();
        desktop.hangUp();

        expect(outcomes).toStrictEqual([]);
      });
    });
  });
}

function callFor(callbackTaskId: string): CallToPlace {
  return {
    callbackTaskId,
    number: number("+14155550123"),
    callerId: number("+14155550199"),
    conversationId: callbackTaskId,
    attributes: { language: "en" },
  };
}

function number(text: string): PhoneNumber {
  const known = knownNumber(text);
  if (known === undefined) throw new Error(`${text} is no number`);

  return known;
}

function outcomesOf(calls: OutboundCalls): CallOutcome[] {
  const outcomes: CallOutcome[] = [];
  calls.watchOutcomes((outcome) => outcomes.push(outcome));

  return outcomes;
}
