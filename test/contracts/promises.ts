import { it } from "vitest";

/** Promises that an adapter does not keep, by the names of their tests, and the reason. */
export interface Gap {
  readonly reason: string;
  readonly tests: readonly string[];
}

export type Promises = (sentence: string, check: () => Promise<void> | void) => void;

/**
 * Calls `define` with a function that turns one sentence of a port's promise into a test. The test of a gap must fail, so
 * that it reports when the adapter begins to keep the promise.
 *
 * @throws Error when a gap names no sentence of the suite: it would hide that it is outdated
 */
export function promised(gaps: readonly Gap[], define: (promise: Promises) => void): void {
  const unseen = new Set(gaps.flatMap(({ tests }) => tests));

  define((sentence, check) => {
    const gap = gaps.find(({ tests }) => tests.includes(sentence));
    unseen.delete(sentence);
    if (gap) it.fails(`gap: ${sentence} (${gap.reason})`, check);
    else it(sentence, check);
  });

  if (unseen.size > 0) throw new Error(`No such promise: ${[...unseen].join("; ")}`);
}
