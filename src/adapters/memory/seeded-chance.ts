import type { Chance } from "../../ports/chance.ts";

/** `Chance` for repeatable tests: the same seed gives the same fractions and ids in the same order. */
export class SeededChance implements Chance {
  #state: number;

  constructor(seed = 1) {
    this.#state = seed >>> 0;
  }

  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  id(): string {
    const hex = [1, 2, 3, 4].map(() => this.#next().toString(16).padStart(8, "0")).join("");

    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
  }

  /** A linear step, then MurmurHash3's finalizer, so that neighbouring seeds give unrelated numbers. */
  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);

    return (mixed ^ (mixed >>> 16)) >>> 0;
  }
}
