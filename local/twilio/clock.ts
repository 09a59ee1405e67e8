import { Timetable } from "../../src/adapters/memory/timetable.ts";
import type { CallOff, Clock } from "../../src/ports/clock.ts";

/** The stand-in's only source of time. Only a pause keeps the process alive. */
export interface AdvanceableClock extends Clock {
  /** The time of `now`, in milliseconds since 1970. */
  time(): number;
  /** Moves time forward, and runs what becomes due on the way in the order of its times. */
  advance(milliseconds: number): void;
  /** Calls `listener` after each advance. Absent: open Flex pages do not follow the clock. */
  onAdvance?(listener: () => void): void;
}

interface Entry {
  readonly due: number;
  readonly keepsAlive: boolean;
  readonly run: () => void;
}

/** A timer of Node with a longer delay than this, in milliseconds, fires at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Real time plus an offset, so that a test can let a day pass at once. */
export function createClock(realNow: () => number = Date.now): AdvanceableClock {
  return new OffsetClock(realNow);
}

class OffsetClock implements AdvanceableClock {
  readonly #realNow: () => number;
  readonly #timetable = new Timetable<Entry>();
  #offset = 0;
  #sleepers = 0;
  #wake: NodeJS.Timeout | undefined;
  #wakesFor: Entry | undefined;
  readonly #advanceListeners: (() => void)[] = [];

  constructor(realNow: () => number) {
    this.#realNow = realNow;
  }

  now(): Date {
    return new Date(this.time());
  }

  time(): number {
    return this.#realNow() + this.#offset;
  }

  after(milliseconds: number, run: () => void): CallOff {
    return this.#schedule(milliseconds, run, false);
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#schedule(milliseconds, resolve, true);
    });
  }

  advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0)
      throw new RangeError("A clock can only be advanced by a positive time.");
    const target = this.time() + milliseconds;
    this.#runUntil(target, (due) => this.#moveTo(due));
    this.#moveTo(target);
    this.#wakesFor = undefined;
    this.#rearm();
    for (const listener of this.#advanceListeners) listener();
  }

  onAdvance(listener: () => void): void {
    this.#advanceListeners.push(listener);
  }

  #schedule(milliseconds: number, run: () => void, keepsAlive: boolean): CallOff {
    const entry: Entry = { due: this.time() + Math.max(0, milliseconds), keepsAlive, run };
    this.#timetable.add(entry);
    if (keepsAlive) this.#sleepers += 1;
    this.#rearm();

    return () => this.#callOff(entry);
  }

  #callOff(entry: Entry): void {
    if (!this.#timetable.remove(entry)) return;
    if (entry.keepsAlive) this.#sleepers -= 1;
    this.#rearm();
  }

  #runUntil(time: number, beforeEach: (due: number) => void): void {
    for (let due = this.#timetable.takeDue(time); due; due = this.#timetable.takeDue(time)) {
      if (due.keepsAlive) this.#sleepers -= 1;
      beforeEach(due.due);
      due.run();
    }
  }

  #moveTo(time: number): void {
    this.#offset += Math.max(0, time - this.time());
  }

  /** Keeps one timer of Node for all entries, and sets it again only when another entry comes first. */
  #rearm(): void {
    const { next } = this.#timetable;
    if (next !== this.#wakesFor) {
      clearTimeout(this.#wake);
      this.#wakesFor = next;
      this.#wake = next && setTimeout(() => this.#wakeUp(), this.#delayUntil(next));
    }
    if (this.#sleepers > 0) this.#wake?.ref();
    else this.#wake?.unref();
  }

  #wakeUp(): void {
    this.#wakesFor = undefined;
    this.#runUntil(this.time(), () => {});
    this.#rearm();
  }

  #delayUntil(entry: Entry): number {
    return Math.min(Math.max(0, entry.due - this.time()), LONGEST_DELAY_MS);
  }
}
