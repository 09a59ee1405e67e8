import type { ListedTask } from "../domain/supervisor/listed-task.ts";

export type CallbackPage =
  | {
      readonly kind: "page";
      readonly callbacks: readonly ListedTask[];
      /** When the queue answered, by its own clock. */
      readonly at: Date;
      /** Names the page that follows. Absent: there is none. */
      readonly next?: string;
    }
  /** It comes from another queue, or from so long ago that the queue does not know it any more. */
  | { readonly kind: "unknown-cursor" };

/**
 * The open callbacks and voicemails, for people who look after the queue.
 *
 * Work of other kinds is not listed. Every adapter passes `test/contracts/callback-list.contract.ts`.
 */
export interface CallbackList {
  /**
   * A page of the tasks that have not ended. A task that is open all the while is on one of the pages, once; the pages
   * that follow are younger, within one workflow. Throws `Unavailable` when the queue cannot be asked.
   *
   * @param cursor the `next` of the page before. Absent: the first page
   */
  page(cursor?: string): Promise<CallbackPage>;
}
