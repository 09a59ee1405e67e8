import type { Clock } from "../../ports/clock.ts";

interface Pause {
  readonly until: number;
  readonly wake: () => void;
}

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
      this.#pauses = [...this.#pauses, { until: this.#now + Math.max(0, milliseconds), wake }];
      if (milliseconds <= 0) this.#wakeWhoIsDue();
    });
  }

  /** Lets so much time pass, waking everybody whose pause ends on the way, each at their own moment. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (let due = this.#nextDue(); due !== undefined && due <= end; due = this.#nextDue())
      await this.#moveTo(due);
    await this.#moveTo(end);
  }

  /** Lets as much time pass as the work needs: it moves on from pause to pause until the work is done. */
  async runUntilSettled<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const settling = work.finally(() => {
      settled = true;
    });
    settling.catch(() => undefined);

    for (let idleTurns = 0; !settled; ) {
      await othersTurn();
      const due = this.#nextDue();
      if (settled || due !== undefined) idleTurns = 0;
      else if (++idleTurns === IDLE_TURNS) throw new Error("The work waits for something other than time");
      if (!settled && due !== undefined) await this.#moveTo(due);
    }

    return settling;
  }

  async #moveTo(moment: number): Promise<void> {
    this.#now = moment;
    this.#wakeWhoIsDue();
    await othersTurn();
  }

  #wakeWhoIsDue(): void {
    const due = this.#pauses.filter(({ until }) => until <= this.#now);
    this.#pauses = this.#pauses.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
  }

  #nextDue(): number | undefined {
    return this.#pauses.length === 0 ? undefined : Math.min(...this.#pauses.map(({ until }) => until));
  }
}

/** Until everybody who was woken has gone as far as they can without time passing. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
