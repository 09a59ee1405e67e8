import { beforeEach, describe, expect } from "vitest";
import type { Clock } from "../../src/ports/clock.ts";
import { type Gap, promised } from "./promises.ts";

export interface ClockSetup {
  readonly clock: Clock;
  /** Lets so much time pass: by really waiting, or by moving the clock on. */
  letPass(milliseconds: number): Promise<void>;
}

/** Tests the promises of every `Clock`. Before each test, `setup` returns a fresh clock. */
export function describeClock(
  adapter: string,
  setup: () => ClockSetup | Promise<ClockSetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Clock contract`, () => {
    let clock: Clock;
    let letPass: ClockSetup["letPass"];
    beforeEach(async () => {
      ({ clock, letPass } = await setup());
    });

    promised(gaps, (promise) => {
      promise("tells a time that moves on as time passes", async () => {
        const before = clock.now().getTime();
        await letPass(20);

        expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + 20 - TIMER_SLACK_MS);
      });

      promise("hands out a moment that stays what it was", async () => {
        const moment = clock.now();
        const then = moment.getTime();
        await letPass(20);

        expect(moment.getTime()).toBe(then);
      });

      promise("ends a pause after its milliseconds, not before", async () => {
        let over = false;
        const pause = clock.pause(60).then(() => {
          over = true;
        });

        await letPass(20);
        expect(over).toBe(false);

        await letPass(60);
        await pause;
        expect(over).toBe(true);
      });

      promise("shows the pause on the clock", async () => {
        const before = clock.now().getTime();
        const pause = clock.pause(30);
        await letPass(40);
        await pause;

        expect(clock.now().getTime()).toBeGreaterThanOrEqual(before + 30 - TIMER_SLACK_MS);
      });

      promise("ends the shorter of two pauses first", async () => {
        const ended: string[] = [];
        const pauses = [
          clock.pause(60).then(() => ended.push("long")),
          clock.pause(10).then(() => ended.push("short")),
        ];
        await letPass(80);
        await Promise.all(pauses);

        expect(ended).toStrictEqual(["short", "long"]);
      });

      promise("runs what is to be run after its milliseconds, once, and not before", async () => {
        let runs = 0;
        clock.after(60, () => {
          runs += 1;
        });

        await letPass(20);
        expect(runs).toBe(0);

        await letPass(60);
        await letPass(60);
        expect(runs).toBe(1);
      });

      promise("runs nothing that was called off", async () => {
        const ran: string[] = [];
        const callOff = clock.after(20, () => ran.push("called off"));
        clock.after(20, () => ran.push("kept"));
        callOff();
        await letPass(40);

        expect(ran).toStrictEqual(["kept"]);
      });

      promise("takes no harm when something is called off that ran, or twice", async () => {
        let runs = 0;
        const callOff = clock.after(10, () => {
          runs += 1;
        });
        await letPass(30);
        callOff();
        callOff();

        expect(runs).toBe(1);
      });

      promise("ends a pause of nothing at once", async () => {
        await expect(clock.pause(0)).resolves.toBeUndefined();
      });
    });
  });
}

/** Timers and clocks of a machine round separately, by up to a millisecond each. */
const TIMER_SLACK_MS = 2;
