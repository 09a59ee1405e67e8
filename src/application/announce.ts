import type { RequestEnd } from "../domain/after-task-end.ts";
import { announcementsOf } from "../domain/announcement.ts";
import type { CallbackTask } from "../domain/callback-task.ts";
import type { Announcements } from "../ports/announcements.ts";
import { Unavailable } from "../ports/faults.ts";
import type { OnceNeeds } from "./once/needs.ts";

/**
 * Tells what a task says of its request and was not told yet, each at least once. What was taken is noted in the ledger, so
 * that whoever comes later goes on where this one stopped. Without a ledger, repeats are possible.
 *
 * Throws `Unavailable` when something was not taken, or the ledger is away.
 */
export type Announce = (task: CallbackTask, end?: RequestEnd) => Promise<void>;

/** A warm process need not ask the ledger again for what it told itself. */
const REMEMBERED = 5_000;

/** @param hash makes a short name of an announcement's id, always the same: names of people may be part of the id */
export const makeAnnounce = (
  announcements: Announcements,
  hash: (id: string) => string,
  { ledger, chance }: Pick<OnceNeeds, "ledger" | "chance">,
): Announce => {
  const told = new Set<string>();

  return async (task, end) => {
    if (!announcements.isWanted) return;
    for (const announcement of announcementsOf(task, end)) {
      const id = hash(announcement.id);
      if (told.has(id) || (await wasTold(id))) continue;
      await announcements.tell({ ...announcement, id });
      await note(id);
    }
  };

  async function wasTold(id: string): Promise<boolean> {
    if (!ledger.isKept) return false;
    const read = await ledger.read(keyOf(id));
    switch (read.kind) {
      case "away":
        throw new Unavailable("The ledger cannot be asked", { cause: read.cause });
      case "entry":
        remember(id);
        return true;
      case "none":
        return false;
    }
  }

  /** A note that fails costs a repeat, which has the same id. */
  async function note(id: string): Promise<void> {
    remember(id);
    if (ledger.isKept) await ledger.claim(keyOf(id), { by: chance.id(), busy: false });
  }

  function remember(id: string): void {
    if (told.size >= REMEMBERED) told.clear();
    told.add(id);
  }
};

function keyOf(id: string): string {
  return `told:${id}`;
}
