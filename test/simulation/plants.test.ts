import { describe, expect, it } from "vitest";
import { PLANTS } from "./plants.ts";
import { breaksOf, run } from "./run.ts";

/** By so many runs each planted bug is found. */
const SEEDS = 40;

/** The first seed in which the demand is not met. */
async function foundBy(demand: string, options: Parameters<typeof run>[1]): Promise<number | undefined> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const found = await run(seed, { on: "memory", ...options });
    if (breaksOf(found).some((each) => each.demand === demand)) return seed;
  }

  return undefined;
}

describe("The checker sees", () => {
  it.each(Object.entries(PLANTS).map(([name, planted]) => ({ name, ...planted })))(
    "$name ($breaks)",
    { timeout: 60_000 },
    async ({ breaks, ...options }) => {
      expect(await foundBy(breaks, options)).toBeLessThanOrEqual(SEEDS);
    },
  );
});
