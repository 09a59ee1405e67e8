import { describe, expect, it } from "vitest";
import { formatNear, formatWait } from "../../../src/adapters/flex-ui/supervisor/list-times.ts";

const NOW = new Date(2026, 2, 2, 16, 20);
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe("how long somebody has waited", () => {
  it.each([
    [-5, "0 min"],
    [0, "0 min"],
    [59, "59 min"],
    [60, "1 hr"],
    [72, "1 hr 12 min"],
    [25 * 60, "25 hr"],
    [47 * 60 + 59, "47 hr 59 min"],
    [48 * 60, "2 days"],
    [3 * 1440 + 200, "3 days 3 hr"],
  ])("is told to the minute, days apart: %s minutes as %s", (minutes, words) => {
    expect(formatWait(ago(minutes), NOW, "en-US")).toBe(words);
  });

  it("is told in the reader's language, and in some language for a locale that is none", () => {
    expect(formatWait(ago(72), NOW, "de-DE")).toBe("1 Std. 12 Min.");
    expect(formatWait(ago(72), NOW, "not a locale")).toBeTruthy();
    expect(formatWait(new Date(Number.NaN), NOW, "en-US")).toBeUndefined();
  });
});

describe("a moment that is near", () => {
  it("of today is a time of day, else a day and a time of day, and never a zone", () => {
    expect(formatNear(new Date(2026, 2, 2, 17, 5), NOW, "en-US").replace(/\s/g, " ")).toBe("5:05 PM");
    expect(formatNear(new Date(2026, 2, 3, 9, 0), NOW, "en-US").replace(/\s/g, " ")).toBe("Mar 3, 9:00 AM");
    expect(formatNear(new Date(Number.NaN), NOW, "en-US")).toBe("–");
  });
});
