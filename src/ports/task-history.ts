import type { ServedCall } from "../domain/served.ts";
import type { TaskEvent } from "../domain/task-event.ts";

/** Which part of the history to read. */
export interface HistorySpan {
  readonly since: Date;
  /** Absent: up to now, by the queue's own clock. */
  readonly until?: Date;
  /** Absent: all kinds. */
  readonly kinds?: readonly TaskEvent["kind"][];
}

export interface HistoryPage {
  /** The oldest first. */
  readonly events: readonly TaskEvent[];
  /** Calls of contacts with whom an agent spoke, as far as the queue tells of them among what has ended. */
  readonly served?: readonly ServedCall[];
  /** All that happened up to this moment has been told, by the queue's own clock. */
  readonly until: Date;
}

/** How far the history reaches back at least. */
export const HISTORY_MS = 30 * 86_400_000;

/**
 * What became of callbacks and voicemails, even of those that are gone.
 *
 * Work of other kinds is no event. It reaches back `HISTORY_MS`; what is older may be left out.
 * Every adapter passes `test/contracts/task-history.contract.ts`.
 */
export interface TaskHistory {
  /**
   * Tells what happened in the span, page by page, the oldest first. A page may be empty.
   *
   * Reading may stop after any page. Begun again from that page's `until`, it tells the rest, and perhaps once more
   * what the page told last. Throws `Unavailable` when the queue cannot be asked.
   */
  read(span: HistorySpan): AsyncIterable<HistoryPage>;
}
