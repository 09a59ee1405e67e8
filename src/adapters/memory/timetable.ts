/** Something that is to run at a moment, in milliseconds since 1970. */
export interface Appointment {
  readonly due: number;
  readonly run: () => void;
}

/** What is to run when: the earliest first; of those that are due together, the one that was added first. */
export class Timetable<Entry extends Appointment = Appointment> {
  readonly #entries: Entry[] = [];

  get next(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#entries.splice(this.#placeOf(entry), 0, entry);
  }

  /** `false` when it is not there (any more). */
  remove(entry: Entry): boolean {
    const index = this.#entries.indexOf(entry);
    if (index !== -1) this.#entries.splice(index, 1);

    return index !== -1;
  }

  /** The next entry that is due by then, taken out. */
  takeDue(time: number): Entry | undefined {
    const next = this.#entries[0];

    return next && next.due <= time ? this.#entries.shift() : undefined;
  }

  /** Binary search: thousands of entries wait here at once. */
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
}
