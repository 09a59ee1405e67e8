import type { AdvanceableClock } from "../../clock.ts";
import { tooManyRequests } from "../../refusal.ts";

/** Allows a number of requests within any second. It refuses the others and does not count them. */
export class RateLimit {
  readonly #clock: AdvanceableClock;
  readonly #perSecond: number;
  #recent: readonly number[] = [];

  constructor(clock: AdvanceableClock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  take(): void {
    const now = this.#clock.time();
    this.#recent = this.#recent.filter((time) => now - time < 1000);
    if (this.#recent.length >= this.#perSecond) throw tooManyRequests();
    this.#recent = [...this.#recent, now];
  }

  clear(): void {
    this.#recent = [];
  }
}
