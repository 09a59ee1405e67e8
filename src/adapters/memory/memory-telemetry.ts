import type { Telemetry, TelemetryEvent } from "../../ports/telemetry.ts";

/** `Telemetry` in memory. `events` has everything tracked so far, oldest first. */
export class MemoryTelemetry implements Telemetry {
  readonly events: TelemetryEvent[] = [];

  track(event: TelemetryEvent): void {
    this.events.push(event);
  }
}
