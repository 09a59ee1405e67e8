import { beforeEach, describe, expect } from "vitest";
import type { Chance } from "../../src/ports/chance.ts";
import { type Gap, promised } from "./promises.ts";

/** Tests the promises of every `Chance`. Before each test, `setup` returns a fresh chance. */
export function describeChance(
  adapter: string,
  setup: () => Chance | Promise<Chance>,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the Chance contract`, () => {
    let chance: Chance;
    beforeEach(async () => {
      chance = await setup();
    });

    promised(gaps, (promise) => {
      promise("draws fractions from 0 up to, but never, 1", () => {
        const drawn = many(() => chance.fraction());

        expect(drawn.filter((fraction) => !(fraction >= 0 && fraction < 1))).toStrictEqual([]);
      });

      promise("draws fractions of every size about as often", () => {
        const tenths = many(() => Math.floor(chance.fraction() * 10));
        const counts = Array.from(
          { length: 10 },
          (_, tenth) => tenths.filter((each) => each === tenth).length,
        );

        expect(Math.min(...counts)).toBeGreaterThan(DRAWS / 10 / 2);
        expect(Math.max(...counts)).toBeLessThan((DRAWS / 10) * 2);
      });

      promise("gives ids that nobody else has", () => {
        expect(new Set(many(() => chance.id())).size).toBe(DRAWS);
      });

      promise("writes ids as UUIDs are written", () => {
        expect(chance.id()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      });
    });
  });
}

const DRAWS = 1000;

function many<Drawn>(draw: () => Drawn): readonly Drawn[] {
  return Array.from({ length: DRAWS }, draw);
}
