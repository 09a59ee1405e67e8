import type { MiddlewareHandler } from "hono";
import type { AdvanceableClock } from "../../clock.ts";

/** Whole seconds, as Twilio writes times: `2024-03-01T09:00:00Z`. */
export function isoTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds);
}

/** Dates every answer by the local clock, where Node would date it by the machine's: clients tell Twilio's time by it. */
export function dated(clock: AdvanceableClock): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.res.headers.set("Date", clock.now().toUTCString());
  };
}
