/** The one source of time of the stand-in: real time plus an offset, so that a test can let a day pass at once. */
export interface AdvanceableClock {
  /** Milliseconds since 1970. Never runs backwards through `advance`. */
  now(): number;
  /** Runs once, `ms` from now. Does not keep the process alive. */
  after(ms: number, run: () => void): Timer;
  /** Resolves `ms` from now; unlike `after`, it keeps the process alive meanwhile. */
  sleep(ms: number): Promise<void>;
  /** Moves time forward and runs what falls due on the way, in the order in which it falls due. */
  advance(ms: number): void;
}

export interface Timer {
  cancel(): void;
}

interface Entry {
  readonly due: number;
  readonly order: number;
  readonly keepsAlive: boolean;
  readonly run: () => void;
}

/** Node's own timers fire at once beyond this delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

export function createClock(realNow: () => number = Date.now): AdvanceableClock {
  return new OffsetClock(realNow);
}

class OffsetClock implements AdvanceableClock {
  readonly #realNow: () => number;
  readonly #entries: Entry[] = [];
  #offset = 0;
  #order = 0;
  #sleepers = 0;
  #wake: NodeJS.Timeout | undefined;
  #wakesFor: Entry | undefined;

  constructor(realNow: () => number) {
    this.#realNow = realNow;
  }

  now(): number {
    return this.#realNow() + this.#offset;
  }

  after(ms: number, run: () => void): Timer {
    return this.#schedule(ms, run, false);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#schedule(ms, resolve, true);
    });
  }

  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0)
      throw new RangeError("A clock can only be advanced by a positive time.");
    const target = this.now() + ms;
    this.#runUntil(target, (due) => this.#moveTo(due));
    this.#moveTo(target);
    this.#wakesFor = undefined;
    this.#rearm();
  }

  #schedule(ms: number, run: () => void, keepsAlive: boolean): Timer {
    const entry: Entry = { due: this.now() + Math.max(0, ms), order: this.#order++, keepsAlive, run };
    this.#entries.splice(this.#placeOf(entry), 0, entry);
    if (keepsAlive) this.#sleepers += 1;
    this.#rearm();

    return { cancel: () => this.#cancel(entry) };
  }

  #cancel(entry: Entry): void {
    const index = this.#entries.indexOf(entry);
    if (index === -1) return;
    this.#entries.splice(index, 1);
    if (entry.keepsAlive) this.#sleepers -= 1;
    this.#rearm();
  }

  /** Binary search: thousands of tasks wait here at once. */
  #placeOf(entry: Entry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#entries[middle];
      if (other && other.due <= entry.due) low = middle + 1;
      else high = middle;
    }

    return low;
  }

  #runUntil(time: number, beforeEach: (due: number) => void): void {
    for (let next = this.#entries[0]; next && next.due <= time; next = this.#entries[0]) {
      this.#entries.shift();
      if (next.keepsAlive) this.#sleepers -= 1;
      beforeEach(next.due);
      next.run();
    }
  }

  #moveTo(time: number): void {
    this.#offset += Math.max(0, time - this.now());
  }

  /** One timer of Node's for all of these: it is set anew only when another entry comes first. */
  #rearm(): void {
    const next = this.#entries[0];
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
    this.#runUntil(this.now(), () => {});
    this.#rearm();
  }

  #delayUntil(entry: Entry): number {
    return Math.min(Math.max(0, entry.due - this.now()), LONGEST_DELAY_MS);
  }
}
