import type { Announcement } from "../domain/announcement.ts";

/**
 * Tells other systems what happened to requests.
 *
 * Every adapter passes `test/contracts/announcements.contract.ts`.
 */
export interface Announcements {
  /** False: nobody wants to be told. */
  readonly isWanted: boolean;

  /**
   * Tells it once. The same announcement told again has the same id and content, so that a receiver can pass it over.
   * Throws `Unavailable` when the receiver has not taken it: tell it again later.
   */
  tell(announcement: Announcement): Promise<void>;
}
