import { beforeEach, describe, expect } from "vitest";
import type { Telemetry, TelemetryEvent } from "../../src/ports/telemetry.ts";
import { type Gap, promised } from "./promises.ts";

export interface TelemetrySetup {
  readonly telemetry: Telemetry;
  /** Back door: what was counted so far, in the form it was counted in. */
  counted(): readonly unknown[];
  /** From now on counting goes wrong. Absent: it cannot. */
  breakDown?(): void;
}

const EVENTS: readonly TelemetryEvent[] = [
  { kind: "call-placed", request: "callback", attempt: 1 },
  { kind: "call-placed", request: "voicemail", attempt: 2 },
  { kind: "call-not-placed", reason: "offline" },
  { kind: "requeued", request: "callback", attempt: 1 },
  { kind: "not-requeued", reason: "unavailable" },
  { kind: "voicemail-played" },
];

/** What every `Telemetry` promises. Called before every test, `setup` yields one that has counted nothing. */
export function describeTelemetry(
  adapter: string,
  setup: () => TelemetrySetup | Promise<TelemetrySetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Telemetry contract`, () => {
    let desk: TelemetrySetup;
    beforeEach(async () => {
      desk = await setup();
    });

    promised(gaps, (promise) => {
      promise("counts each event in a form of its own", () => {
        for (const event of EVENTS) desk.telemetry.track(event);

        expect(new Set(desk.counted().map((counted) => JSON.stringify(counted))).size).toBe(EVENTS.length);
      });

      promise("counts each time that something happens", () => {
        desk.telemetry.track({ kind: "voicemail-played" });
        desk.telemetry.track({ kind: "voicemail-played" });

        expect(desk.counted()).toHaveLength(2);
      });

      promise("counts events in the order in which they are told", () => {
        const [first, second] = [EVENTS[2], EVENTS[0]] as [TelemetryEvent, TelemetryEvent];
        desk.telemetry.track(first);
        const afterFirst = desk.counted();
        desk.telemetry.track(second);

        expect(desk.counted().slice(0, 1)).toStrictEqual(afterFirst);
      });

      promise("never throws", () => {
        desk.breakDown?.();

        for (const event of EVENTS) expect(() => desk.telemetry.track(event)).not.toThrow();
      });
    });
  });
}
