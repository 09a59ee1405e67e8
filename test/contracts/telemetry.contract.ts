import { beforeEach, describe, expect } from "vitest";
import type { Telemetry, TelemetryEvent } from "../../src/ports/telemetry.ts";
import { type Gap, promised } from "./promises.ts";

export interface TelemetrySetup {
  readonly telemetry: Telemetry;
  /** Back door: everything counted so far, in the adapter's own form. */
  counted(): readonly unknown[];
  /** From now on counting fails. Absent: it cannot fail. */
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

/** Tests the promises of every `Telemetry`. Before each test, `setup` returns one that has counted nothing yet. */
export function describeTelemetry(
  adapter: string,
  setup: () => TelemetrySetup | Promise<TelemetrySetup>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Telemetry contract`, () => {
    let world: TelemetrySetup;
    beforeEach(async () => {
      world = await setup();
    });

    promised(gaps, (promise) => {
      promise("counts each event in a form of its own", () => {
        for (const event of EVENTS) world.telemetry.track(event);

        expect(new Set(world.counted().map((counted) => JSON.stringify(counted))).size).toBe(EVENTS.length);
      });

      promise("counts each time that something happens", () => {
        world.telemetry.track({ kind: "voicemail-played" });
        world.telemetry.track({ kind: "voicemail-played" });

        expect(world.counted()).toHaveLength(2);
      });

      promise("counts events in the order of the calls", () => {
        const [first, second] = [EVENTS[2], EVENTS[0]] as [TelemetryEvent, TelemetryEvent];
        world.telemetry.track(first);
        const afterFirst = world.counted();
        world.telemetry.track(second);

        expect(world.counted().slice(0, 1)).toStrictEqual(afterFirst);
      });

      promise("never throws", () => {
        world.breakDown?.();

        for (const event of EVENTS) expect(() => world.telemetry.track(event)).not.toThrow();
      });
    });
  });
}
