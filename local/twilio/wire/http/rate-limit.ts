import type { AdvanceableClock } from "../../clock.ts";
import { tooManyRequests } from "../../refusal.ts";

/** So many requests within any one second; more are refused and not counted. */
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
