import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../../ports/clock.ts";

export interface AnswerBudget {
  /** How long whoever asked waits for the answer. */
  readonly answerWithinMs: number;
}

/** What the last step needs to turn a fault into an answer. */
const RESERVE_MS = 300;

/** What the answer itself needs on its way out. */
const ON_ITS_WAY_MS = 100;

/** When each request must be answered. Everything that is started for a request can ask how much time it has left. */
export class Deadline {
  readonly #clock: Clock;
  readonly #answerWithinMs: number;
  readonly #endOfRequest = new AsyncLocalStorage<number>();

  constructor(clock: Clock, { answerWithinMs }: AnswerBudget) {
    this.#clock = clock;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Milliseconds until the answer is due; outside a request, the time that a request has. */
  timeLeft(): number {
    const now = this.#now();

    return (this.#endOfRequest.getStore() ?? now + this.#answerWithinMs) - now;
  }

  /**
   * What the work yields, or, where it takes too long, what is said then. The last resort: each step keeps to the
   * time that is left, so that this is said only where one does not.
   */
  async keep<Result>(work: () => Promise<Result>, tooLate: () => Result): Promise<Result> {
    const end = this.#now() + this.#answerWithinMs - RESERVE_MS;

    return new Promise((resolve, reject) => {
      const callOff = this.#clock.after(this.#answerWithinMs - ON_ITS_WAY_MS, () => resolve(tooLate()));
      this.#endOfRequest.run(end, work).finally(callOff).then(resolve, reject);
    });
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
