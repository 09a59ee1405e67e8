import type { Announcement } from "../../domain/announcement.ts";
import type { Announcements } from "../../ports/announcements.ts";
import { Unavailable } from "../../ports/faults.ts";

/** `Announcements` in memory. `told` has everything that the receiver has taken. */
export class MemoryAnnouncements implements Announcements {
  readonly isWanted = true;
  readonly told: Announcement[] = [];
  #takes = Number.POSITIVE_INFINITY;

  goAway(): void {
    this.goAwayAfter(0);
  }

  /** The receiver takes so many more. */
  goAwayAfter(announcements: number): void {
    this.#takes = announcements;
  }

  comeBack(): void {
    this.#takes = Number.POSITIVE_INFINITY;
  }

  async tell(announcement: Announcement): Promise<void> {
    await Promise.resolve();
    if (this.#takes === 0) throw new Unavailable("The receiver is away");
    this.#takes -= 1;
    this.told.push(structuredClone(announcement));
  }
}
