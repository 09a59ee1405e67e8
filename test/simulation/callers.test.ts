import { describe, expect, it } from "vitest";
import { callers } from "./callers.ts";

const CALLERS = 8;

/** A thousand: `npm run simulate -- --callers 30 --from 0 --seeds 34`. */
describe("Callers in the queue: nobody is lost, and nobody is there twice", () => {
  it.each([
    ["lossy", 2],
    ["deadly", 3],
    ["stormy", 4],
    ["Sync away", 5],
  ])(
    `%s (replay: npm run simulate -- --callers ${CALLERS} --seeds 1 --from %i)`,
    { timeout: 60_000 },
    async (_, seed) => {
      const { breaks, excused, became } = await callers(seed, CALLERS);

      expect([...breaks, ...excused]).toStrictEqual([]);
      expect(Object.values(became).reduce((sum, each) => sum + each, 0)).toBe(CALLERS);
    },
  );
});
