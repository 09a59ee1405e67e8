import { beforeEach, describe, expect } from "vitest";
import { knownNumber, type PhoneNumber } from "../../src/domain/phone-number.ts";
import type { AttemptOutcome } from "../../src/domain/retry/attempt.ts";
import { Unavailable } from "../../src/ports/faults.ts";
import type { CallOutcome, CallToPlace, OutboundCalls } from "../../src/ports/outbound-calls.ts";
import { type Gap, promised } from "./promises.ts";

export interface OutboundCallsSetup {
  readonly calls: OutboundCalls;
  /** Tasks of callbacks that the agent at this desk has accepted. */
  readonly callbacks: readonly [string, string];
  /** Back door: what happens at the desk, at once and for certain. */
  readonly desk: {
    /** What the telephone network was asked for, oldest first. */
    placed(): readonly PlacedCall[];
    switchDialling(state: "on" | "off"): void;
    goOffline(): void;
    goAvailable(): void;
    /** Another call is live, which no callback is behind. */
    takeOtherCall(): void;
    /** The contact answers the call that rings. */
    answer(): void;
    /** The call that rings comes to nothing; `taken-back`: by the agent. */
    fail(outcome: Exclude<AttemptOutcome, "answered"> | "taken-back"): void;
    /** A live call is over. */
    hangUp(): void;
    /** The next call cannot be placed because nothing could be reached. */
    cutOffNextCall(): void;
    /** The next call is begun and nothing comes of it: there is no microphone. */
    loseMicrophoneForNextCall(): void;
  };
}

export interface PlacedCall {
  readonly number: string;
  readonly callerId?: string;
}

/** What every `OutboundCalls` promises. Called before every test, `setup` yields the desk of an agent who is available. */
export function describeOutboundCalls(
  adapter: string,
  setup: () => OutboundCallsSetup | Promise<OutboundCallsSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the OutboundCalls contract`, () => {
    let calls: OutboundCalls;
    let desk: OutboundCallsSetup["desk"];
    let one: CallToPlace;
    let other: CallToPlace;
    beforeEach(async () => {
      const made = await setup();
      ({ calls, desk } = made);
      [one, other] = made.callbacks.map(callFor) as [CallToPlace, CallToPlace];
    });

    promised(gaps, (promise) => {
      promise("sees nothing in the way of an agent who is available", () => {
        expect(calls.obstacle()).toBeUndefined();
      });

      promise("sees that outbound dialling is off", () => {
        desk.switchDialling("off");

        expect(calls.obstacle()).toStrictEqual({ kind: "dialling-off" });
      });

      promise("sees that the agent is offline, and that they are no longer", () => {
        desk.goOffline();
        expect(calls.obstacle()).toStrictEqual({ kind: "offline" });

        desk.goAvailable();
        expect(calls.obstacle()).toBeUndefined();
      });

      promise("sees that the agent is on another call", () => {
        desk.takeOtherCall();

        expect(calls.obstacle()).toStrictEqual({ kind: "on-a-call" });
      });

      promise("sees for which callback a call rings, is live, and that it is over", async () => {
        const ownCall = { kind: "on-a-call", callbackTaskId: one.callbackTaskId };
        await calls.place(one);
        expect(calls.obstacle()).toStrictEqual(ownCall);

        desk.answer();
        expect(calls.obstacle()).toStrictEqual(ownCall);

        desk.hangUp();
        expect(calls.obstacle()).toBeUndefined();
      });

      promise("tells whenever the obstacle has become another one", () => {
        const seen: unknown[] = [];
        calls.watchObstacle(() => seen.push(calls.obstacle()?.kind));
        desk.goOffline();
        desk.switchDialling("off");
        desk.switchDialling("on");
        desk.goAvailable();

        expect(seen).toStrictEqual(["offline", "dialling-off", "offline", undefined]);
      });

      promise("tells nothing of the obstacle while it stays what it is", () => {
        desk.goOffline();
        let told = 0;
        calls.watchObstacle(() => told++);
        desk.goOffline();

        expect(told).toBe(0);
      });

      promise("tells nothing more of the obstacle once it is stopped", () => {
        let told = 0;
        const stop = calls.watchObstacle(() => told++);
        desk.goOffline();
        stop();
        desk.goAvailable();

        expect(told).toBe(1);
      });

      promise("places a call to the number, under the caller id", async () => {
        expect(await calls.place(one)).toStrictEqual({ kind: "placed" });
        expect(desk.placed()).toStrictEqual([{ number: "+14155550123", callerId: "+14155550199" }]);
      });

      promise("leaves the caller id to the desk when there is none", async () => {
        const { callerId: _, ...withoutCallerId } = one;

        expect(await calls.place(withoutCallerId)).toStrictEqual({ kind: "placed" });
        expect(desk.placed()).toStrictEqual([{ number: "+14155550123" }]);
      });

      for (const [kind, hinder] of [
        ["dialling-off", () => desk.switchDialling("off")],
        ["offline", () => desk.goOffline()],
        ["on-a-call", () => desk.takeOtherCall()],
      ] as const) {
        promise(`refuses a call and does not place it: ${kind}`, async () => {
          hinder();

          expect(await calls.place(one)).toStrictEqual({ kind: "refused", reason: kind });
          expect(desk.placed()).toStrictEqual([]);
        });
      }

      promise("refuses a second call while the first rings", async () => {
        await calls.place(one);

        expect(await calls.place(other)).toStrictEqual({ kind: "refused", reason: "on-a-call" });
        expect(desk.placed()).toHaveLength(1);
      });

      promise("places one call of two that are asked for at once", async () => {
        const placements = await Promise.all([calls.place(one), calls.place(one)]);

        expect(placements.map(({ kind }) => kind).sort()).toStrictEqual(["placed", "refused"]);
        expect(desk.placed()).toHaveLength(1);
      });

      promise("refuses to call for a task that the agent does not have", async () => {
        const elsewhere = { ...one, callbackTaskId: "WT00000000000000000000000000000bad" };

        expect(await calls.place(elsewhere)).toStrictEqual({ kind: "refused", reason: "task-not-here" });
        expect(desk.placed()).toStrictEqual([]);
      });

      promise("notices that nothing came of a call", async () => {
        desk.loseMicrophoneForNextCall();

        expect(await calls.place(one)).toStrictEqual({ kind: "refused", reason: "not-started" });
        expect(calls.obstacle()).toBeUndefined();
      });

      promise(
        "is unavailable when no call came of it and trying again may help, and then it does",
        async () => {
          desk.cutOffNextCall();

          await expect(calls.place(one)).rejects.toBeInstanceOf(Unavailable);
          expect(await calls.place(one)).toStrictEqual({ kind: "placed" });
        },
      );

      promise("tells that the contact has answered", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desk.answer();

        expect(outcomes).toMatchObject([{ callbackTaskId: one.callbackTaskId, outcome: "answered" }]);
      });

      for (const outcome of ["no-answer", "busy", "invalid", "blocked", "failed"] as const) {
        promise(`tells why the contact was not reached: ${outcome}`, async () => {
          const outcomes = outcomesOf(calls);
          await calls.place(one);
          desk.fail(outcome);

          expect(outcomes).toMatchObject([{ callbackTaskId: one.callbackTaskId, outcome }]);
          expect(calls.obstacle()).toBeUndefined();
        });
      }

      promise("tells of each call under its own id", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desk.fail("busy");
        await calls.place(one);
        desk.answer();
        desk.hangUp();
        await calls.place(other);
        desk.fail("no-answer");

        expect(outcomes.map(({ callbackTaskId, outcome }) => [callbackTaskId, outcome])).toStrictEqual([
          [one.callbackTaskId, "busy"],
          [one.callbackTaskId, "answered"],
          [other.callbackTaskId, "no-answer"],
        ]);
        expect(new Set(outcomes.map(({ callTaskId }) => callTaskId)).size).toBe(3);
      });

      promise("tells of a call once, however it ends", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desk.answer();
        desk.hangUp();

        expect(outcomes).toHaveLength(1);
      });

      promise("tells nothing of a call that the agent took back before it was answered", async () => {
        const outcomes = outcomesOf(calls);
        await calls.place(one);
        desk.fail("taken-back");

        expect(outcomes).toStrictEqual([]);
      });

      promise("tells nothing of calls that no callback is behind", () => {
        const outcomes = outcomesOf(calls);
        desk.takeOtherCall();
        desk.hangUp();

        expect(outcomes).toStrictEqual([]);
      });

      promise("tells whoever begins to watch of a call that is live already", async () => {
        await calls.place(one);
        desk.answer();

        expect(outcomesOf(calls)).toMatchObject([
          { callbackTaskId: one.callbackTaskId, outcome: "answered" },
        ]);
      });

      promise("tells whoever begins to watch nothing of a call that still rings", async () => {
        await calls.place(one);

        expect(outcomesOf(calls)).toStrictEqual([]);
      });

      promise("tells nothing more of outcomes once it is stopped", async () => {
        const outcomes: CallOutcome[] = [];
        const stop = calls.watchOutcomes((outcome) => outcomes.push(outcome));
        await calls.place(one);
        stop();
        desk.answer();
        desk.hangUp();

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
