import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../../ports/clock.ts";

export interface AnswerBudget {
  /** How long the sender waits for the answer, in milliseconds. */
  readonly answerWithinMs: number;
}

/** Time that the last step needs to turn a fault into an answer. */
const RESERVE_MS = 300;

/** Time that the answer itself needs to arrive. */
const ON_ITS_WAY_MS = 100;

/** When the request must be answered. One storage for all functions, because each costs a little at every await. */
const endOfRequest = new AsyncLocalStorage<number>();

/** The time by which each request must be answered. Every step of a request can ask how much is left. */
export class Deadline {
  readonly #clock: Clock;
  readonly #answerWithinMs: number;

  constructor(clock: Clock, { answerWithinMs }: AnswerBudget) {
    this.#clock = clock;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Milliseconds until the answer is due. Outside a request: the time that a request has. */
  timeLeft(): number {
    const now = this.#now();

    return (endOfRequest.getStore() ?? now + this.#answerWithinMs) - now;
  }

  /**
   * Returns the result of the work, or `tooLate()` if the time runs out. This is the last resort, for a step that does not
   * keep to the time that is left.
   */
  async keep<Result>(work: () => Promise<Result>, tooLate: () => Result): Promise<Result> {
    const end = this.#now() + this.#answerWithinMs - RESERVE_MS;

    return new Promise((resolve, reject) => {
      const callOff = this.#clock.after(this.#answerWithinMs - ON_ITS_WAY_MS, () => resolve(tooLate()));
      endOfRequest.run(end, work).finally(callOff).then(resolve, reject);
    });
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
