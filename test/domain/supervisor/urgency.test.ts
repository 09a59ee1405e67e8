import { describe, expect, it } from "vitest";
import { urgencyOf } from "../../../src/domain/supervisor/urgency.ts";

const NOW = new Date("2026-03-02T12:00:00.000Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe("how long a contact has waited, against a target of 60 minutes", () => {
  it.each([
    ["just asked", 0, "within"],
    ["a clock that goes ahead", -5, "within"],
    ["less than three quarters", 44.9, "within"],
    ["three quarters", 45, "close"],
    ["almost the target", 59.9, "close"],
    ["the target", 60, "past"],
    ["a day", 1440, "past"],
  ] as const)("%s", (_, minutes, urgency) => {
    expect(urgencyOf(ago(minutes), NOW, 60)).toBe(urgency);
  });

  it("is within it where nobody knows when the contact asked", () => {
    expect(urgencyOf(new Date(Number.NaN), NOW, 60)).toBe("within");
  });
});
