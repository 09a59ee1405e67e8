import type { Telemetry, TelemetryEvent } from "../../ports/telemetry.ts";

/** `Telemetry` in memory: keeps the events, to be asked for. */
export class MemoryTelemetry implements Telemetry {
  readonly events: TelemetryEvent[] = [];

  track(event: TelemetryEvent): void {
    this.events.push(event);
  }
}
