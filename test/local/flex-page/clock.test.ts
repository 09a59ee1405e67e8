import { afterEach, describe, expect, it } from "vitest";
import { installClock } from "../../../local/flex-page/page/clock.ts";

const AN_HOUR_MS = 3_600_000;

describe("the page's clock", () => {
  const RealDate = Date;
  afterEach(() => {
    globalThis.Date = RealDate;
  });

  it("is as far ahead as the local Twilio's, whichever way it is read", () => {
    const before = RealDate.now();
    installClock(AN_HOUR_MS);

    for (const read of [() => Date.now(), () => Date.parse(new Date().toISOString())]) {
      expect(read() - before).toBeGreaterThanOrEqual(AN_HOUR_MS);
      expect(read() - before).toBeLessThan(AN_HOUR_MS + 60_000);
    }
    expect(RealDate.parse(Date())).toBeGreaterThan(before + AN_HOUR_MS - 2_000);
  });

  it("goes along when the clock is advanced, for whoever kept `Date.now` too", () => {
    const clock = installClock(0);
    const { now } = Date;
    const before = now();

    clock.setAhead(AN_HOUR_MS);

    expect(now() - before).toBeGreaterThanOrEqual(AN_HOUR_MS);
  });

  it("reads and makes given times as ever", () => {
    installClock(AN_HOUR_MS);

    expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
    expect(new Date("2026-03-02T09:00:00Z").getTime()).toBe(Date.UTC(2026, 2, 2, 9));
    expect(new Date(2026, 2, 2)).toBeInstanceOf(Date);
    expect(new (class extends Date {})(0).getTime()).toBe(0);
    expect(Date.parse("1970-01-01T00:00:01Z")).toBe(1_000);
  });
});
