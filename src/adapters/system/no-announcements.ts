import type { Announcements } from "../../ports/announcements.ts";

/** For a contact centre in which nobody wants to be told. */
export class NoAnnouncements implements Announcements {
  readonly isWanted = false;

  async tell(): Promise<void> {}
}
