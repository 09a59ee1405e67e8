import { it } from "vitest";

/** Promises that an adapter does not keep, and why. */
export interface Gap {
  readonly reason: string;
  readonly tests: readonly string[];
}

export type Promises = (sentence: string, check: () => Promise<void> | void) => void;

/**
 * Runs `define` with a function that turns one sentence of a port's promise into a test; where the adapter has a gap,
 * into one that fails as soon as the promise is kept. A gap that names no sentence of the suite is an error: it would
 * hide that it is outdated.
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
