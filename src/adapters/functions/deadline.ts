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

/**
 * When a request must be answered that another one is answered beside. One storage for all functions, because each costs a
 * little at every await.
 */
const endOfRequest = new AsyncLocalStorage<number>();

/** The time by which each request must be answered. Every step of a request can ask how much is left. */
export class Deadline {
  readonly #clock: Clock;
  readonly #answerWithinMs: number;
  /**
   * When the request must be answered that began while no other was at work. It needs no storage, whose first use makes Node 20
   * follow every promise and socket from then on: 4 % of the processor time of each request.
   */
  #endOfFirst: number | undefined;

  constructor(clock: Clock, { answerWithinMs }: AnswerBudget) {
    this.#clock = clock;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Milliseconds until the answer is due. Outside a request: the time that a request has. */
  timeLeft(): number {
    const now = this.#now();

    return (endOfRequest.getStore() ?? this.#endOfFirst ?? now + this.#answerWithinMs) - now;
  }

  /**
   * Returns the result of the work, or `tooLate()` if the time runs out. This is the last resort, for a step that does not
   * keep to the time that is left.
   */
  async keep<Result>(work: () => Promise<Result>, tooLate: () => Result): Promise<Result> {
    const end = this.#now() + this.#answerWithinMs - RESERVE_MS;

    return new Promise((resolve, reject) => {
      const callOff = this.#clock.after(this.#answerWithinMs - ON_ITS_WAY_MS, () => resolve(tooLate()));
      this.#keepingTo(end, work).finally(callOff).then(resolve, reject);
    });
  }

  /** The request's place is free again once its work has ended, which may be later than its answer. */
  async #keepingTo<Result>(end: number, work: () => Promise<Result>): Promise<Result> {
    if (this.#endOfFirst !== undefined || endOfRequest.getStore() !== undefined)
      return endOfRequest.run(end, work);

    this.#endOfFirst = end;
    try {
      return await work();
    } finally {
      this.#endOfFirst = undefined;
    }
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
