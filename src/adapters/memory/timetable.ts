/** Something that runs at a time, in milliseconds since 1970. */
export interface Appointment {
  readonly due: number;
  readonly run: () => void;
}

/** Appointments in the order of their times. Of two with the same time, the one that was added first comes first. */
export class Timetable<Entry extends Appointment = Appointment> {
  readonly #entries: Entry[] = [];

  get next(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#entries.splice(this.#placeOf(entry), 0, entry);
  }

  /** Removes the entry. `false`: it was not there. */
  remove(entry: Entry): boolean {
    const index = this.#entries.indexOf(entry);
    if (index !== -1) this.#entries.splice(index, 1);

    return index !== -1;
  }

  /** Removes and returns the next entry that is due by this time. */
  takeDue(time: number): Entry | undefined {
    const next = this.#entries[0];

    return next && next.due <= time ? this.#entries.shift() : undefined;
  }

  /** Uses a binary search, because thousands of entries may wait at once. */
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
