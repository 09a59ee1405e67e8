import { describe, expect, it } from "vitest";
import { HEARINGS, type Hearing, weeks } from "./weeks.ts";

describe("Nine days with a weekend in them", () => {
  it.each(Object.keys(HEARINGS) as Hearing[])(
    "leave every request open or with one end: %s",
    { timeout: 120_000 },
    async (hearing) => {
      const { breaks, putBackByQueue } = await weeks(1, hearing);

      expect(breaks).toStrictEqual([]);
      expect(putBackByQueue).toBeGreaterThan(0);
    },
  );

  it("lose requests where nobody hears of anything", { timeout: 120_000 }, async () => {
    expect((await weeks(1, "deaf")).breaks).not.toStrictEqual([]);
  });
});
