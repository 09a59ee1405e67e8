import { beforeEach, describe, expect } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import { FIGURES_LAST_MS, type WaitEstimates } from "../../src/ports/wait-estimates.ts";
import { type Gap, promised } from "./promises.ts";

export interface WaitEstimatesSetup {
  readonly estimates: WaitEstimates;
  readonly workflowId: string;
  /** One more call waits. */
  addWaiting(): void;
  /** An agent takes one that waits. */
  takeOne(): void;
  letPass(milliseconds: number): void | Promise<void>;
  /** How often the queue was asked. */
  asked?(): number;
  /** From now on nobody can say. */
  cutOff(): void;
}

/** Tests the promises of every `WaitEstimates`. Before each test, `setup` returns an empty queue. */
export function describeWaitEstimates(
  adapter: string,
  setup: () => WaitEstimatesSetup,
  gaps: readonly Gap[] = [],
): void {
  describe(`${adapter} keeps the WaitEstimates contract`, () => {
    let world: WaitEstimatesSetup;
    beforeEach(() => {
      world = setup();
    });
    const figures = () => world.estimates.figures(world.workflowId);

    promised(gaps, (promise) => {
      promise("counts who waits, and how many agents took lately", async () => {
        world.addWaiting();
        world.addWaiting();
        world.addWaiting();
        world.takeOne();

        expect(await figures()).toStrictEqual({ waiting: 2, accepted: 1, windowSeconds: 900 });
      });

      promise(
        "says the same for a minute, and asks nobody again, also of those who ask at once",
        async () => {
          world.addWaiting();
          const before = world.asked?.() ?? 0;
          const first = await Promise.all([figures(), figures()]);
          world.addWaiting();
          const later = await figures();

          expect([...first, later].map(({ waiting }) => waiting)).toStrictEqual([1, 1, 1]);
          expect((world.asked?.() ?? 1) - before).toBe(1);
        },
      );

      promise("asks again after a minute", async () => {
        world.addWaiting();
        await figures();
        world.addWaiting();
        await world.letPass(FIGURES_LAST_MS);

        expect((await figures()).waiting).toBe(2);
      });

      promise("says that nobody can say", async () => {
        world.cutOff();

        await expect(figures()).rejects.toBeInstanceOf(Unavailable);
        await expect(figures()).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
