import { describe, expect, it } from "vitest";
import { breaksOf, type On, run } from "./run.ts";

/** Runs of which each is a test of its own: a failure names the seed, and how to replay it. */
export function describeSeeds(on: On, from: number, count: number): void {
  const flag = on === "twilio" ? "" : ` --on ${on}`;
  const seeds = Array.from({ length: count }, (_, index) => from + index);

  describe(`Every promise is kept, simulated on ${on}`, () => {
    it.each(seeds.map((seed) => [seed, `--seed ${seed} --trace${flag}`] as const))(
      "seed %i (replay: npm run simulate -- %s)",
      { timeout: 60_000 },
      async (seed) => {
        expect(breaksOf(await run(seed, { on }))).toStrictEqual([]);
      },
    );
  });
}
