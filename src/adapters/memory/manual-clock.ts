import type { Clock } from "../../ports/clock.ts";

interface Pause {
  readonly until: number;
  readonly wake: () => void;
}

/** Work that needs more turns than this without any time passing is stuck. */
const MOST_IDLE_TURNS = 100;

/** A clock that stands still until it is moved: nobody really waits. */
export class ManualClock implements Clock {
  #now: number;
  #pauses: readonly Pause[] = [];

  constructor(start: Date = new Date("2026-03-02T09:30:00.000Z")) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#pauses = [...this.#pauses, { until: this.#now + milliseconds, wake }];
      this.#moveTo(this.#now);
    });
  }

  /** Lets so much time pass, waking everybody whose pause ends on the way, each at their own moment. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (await othersTurn(); this.#nextDue() <= end; await othersTurn()) this.#moveTo(this.#nextDue());
    this.#moveTo(end);
    await othersTurn();
  }

  /** Lets as much time pass as the work needs: it moves on from pause to pause until the work is done. */
  async runUntilSettled<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const settling = work.finally(() => {
      settled = true;
    });
    settling.catch(() => undefined);

    let idleTurns = 0;
    for (await othersTurn(); !settled; await othersTurn()) {
      idleTurns = this.#pauses.length === 0 ? idleTurns + 1 : 0;
      if (idleTurns > MOST_IDLE_TURNS) throw new Error("The work waits for something other than time");
      if (this.#pauses.length > 0) this.#moveTo(this.#nextDue());
    }

    return settling;
  }

  #moveTo(moment: number): void {
    this.#now = moment;
    const due = this.#pauses.filter(({ until }) => until <= this.#now);
    this.#pauses = this.#pauses.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
  }

  /** Infinity when nobody pauses. */
  #nextDue(): number {
    return Math.min(...this.#pauses.map(({ until }) => until));
  }
}

/** Until everybody who was woken has gone as far as they can without time passing. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
