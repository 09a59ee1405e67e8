import type { CallOff, Clock } from "../../ports/clock.ts";
import { Timetable } from "./timetable.ts";

/** Work that needs more turns than this without any time passing is stuck. */
const MOST_IDLE_TURNS = 100;

/** A clock that stands still until it is moved: nobody really waits. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timetable = new Timetable();

  readonly #othersTurn: () => Promise<void>;

  /** @param othersTurn lets everybody who was woken go as far as they can without time passing */
  constructor(start: Date = new Date("2026-03-02T09:30:00.000Z"), othersTurn = oneTurn) {
    this.#now = start.getTime();
    this.#othersTurn = othersTurn;
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Milliseconds since 1970. */
  time(): number {
    return this.#now;
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      if (milliseconds <= 0) wake();
      else this.after(milliseconds, wake);
    });
  }

  after(milliseconds: number, run: () => void): CallOff {
    const appointment = { due: this.#now + Math.max(0, milliseconds), run };
    this.#timetable.add(appointment);

    return () => void this.#timetable.remove(appointment);
  }

  /** Lets so much time pass, waking everybody whose pause ends on the way, each at their own moment. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (await this.#othersTurn(); this.#nextDue() <= end; await this.#othersTurn())
      this.#moveTo(this.#nextDue());
    this.#moveTo(end);
    await this.#othersTurn();
  }

  /** Lets as much time pass as the work needs: it moves on from pause to pause until the work is done. */
  async runUntilSettled<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const settling = work.finally(() => {
      settled = true;
    });
    settling.catch(() => undefined);

    let idleTurns = 0;
    for (await this.#othersTurn(); !settled; await this.#othersTurn()) {
      const isIdle = this.#timetable.next === undefined;
      idleTurns = isIdle ? idleTurns + 1 : 0;
      if (idleTurns > MOST_IDLE_TURNS) throw new Error("The work waits for something other than time");
      if (!isIdle) this.#moveTo(this.#nextDue());
    }

    return settling;
  }

  #moveTo(moment: number): void {
    this.#now = moment;
    for (let due = this.#timetable.takeDue(moment); due; due = this.#timetable.takeDue(moment)) due.run();
  }

  /** Infinity when nobody waits. */
  #nextDue(): number {
    return this.#timetable.next?.due ?? Number.POSITIVE_INFINITY;
  }
}

function oneTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
