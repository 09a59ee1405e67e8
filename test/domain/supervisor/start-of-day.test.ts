import { describe, expect, it } from "vitest";
import { startOfDay } from "../../../src/domain/supervisor/start-of-day.ts";

describe("the beginning of a day", () => {
  it.each([
    ["UTC", "2026-03-02T16:20:31Z", "2026-03-02T00:00:00.000Z"],
    ["UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00.000Z"],
    ["America/New_York", "2026-03-02T04:30:00Z", "2026-03-01T05:00:00.000Z"],
    ["Asia/Kolkata", "2026-03-02T16:20:00Z", "2026-03-01T18:30:00.000Z"],
    // An hour is missing, and an hour comes twice.
    ["America/New_York", "2026-03-08T16:00:00Z", "2026-03-08T05:00:00.000Z"],
    ["America/New_York", "2026-11-01T16:00:00Z", "2026-11-01T04:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29T20:00:00Z", "2026-03-28T23:00:00.000Z"],
  ])("in %s at %s is %s", (zone, now, start) => {
    expect(startOfDay(new Date(now), zone).toISOString()).toBe(start);
  });
});
