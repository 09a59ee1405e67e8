import { describe, expect, it } from "vitest";
import type { Plant } from "./centre.ts";
import type { Demand } from "./demands.ts";
import { PLANTS, type Planted } from "./plants.ts";
import { breaksOf, run } from "./run.ts";

/** By so many runs each planted bug is found. */
const SEEDS = 40;

/** The first seed in which the demand is not met. */
async function foundBy(demand: Demand, plant: Plant): Promise<number | undefined> {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const found = await run(seed, { on: "memory", plant });
    if (breaksOf(found).some((each) => each.demand === demand)) return seed;
  }

  return undefined;
}

const planted = Object.entries<Planted>(PLANTS)
  .filter(([, { isSeenInStoriesOnly }]) => !isSeenInStoriesOnly)
  .map(([name, { plant, breaks }]) => ({ name, plant, breaks }));

describe("The checker sees", () => {
  it.each(planted)("$name ($breaks)", { timeout: 60_000 }, async ({ breaks, plant }) => {
    expect(await foundBy(breaks, plant)).toBeLessThanOrEqual(SEEDS);
  });
});
