import { mayNote, type NotedTask, type StoredEntry } from "../../domain/once/ledger-entry.ts";
import type { EntryRead } from "../../ports/ledger.ts";
import type { OnceNeeds } from "./needs.ts";

export interface Note {
  readonly key: string;
  /** Names the try that notes. */
  readonly me: string;
  readonly task: NotedTask;
  readonly delivery?: string;
  /** The entry as this try wrote it last: it need not be read again. */
  readonly known?: StoredEntry;
}

/** Tries at a note that others write at the same time. */
const TRIES = 3;

/**
 * Notes in the ledger which task the request has now. A note that fails loses nothing: the task carries the request's
 * key, and whoever asks next finds it in the queue.
 */
export async function noteTask(
  { key, me, task, delivery, known }: Note,
  { ledger, log, pace }: Pick<OnceNeeds, "ledger" | "log" | "pace">,
): Promise<void> {
  if (!ledger.isKept) return;

  const entry = {
    by: me,
    busy: false,
    taskId: task.id,
    taskCreatedAt: task.createdAt,
    ...(delivery !== undefined && { delivery }),
  };

  for (let tried = 1; tried <= TRIES; tried++) {
    const read: EntryRead = known && tried === 1 ? { kind: "entry", entry: known } : await ledger.read(key);
    const written =
      read.kind === "entry"
        ? await update(read.entry)
        : read.kind === "none"
          ? await ledger.claim(key, entry)
          : read;
    switch (written?.kind) {
      case undefined:
      case "claimed":
      case "written":
        return;
      case "away":
        log.warn("ledger.not-noted", { taskId: task.id }, written.cause);
        return;
      case "taken":
      case "conflict":
    }
  }

  async function update(stored: StoredEntry) {
    return mayNote(stored, me, task, pace) ? ledger.write(key, entry, stored.version) : undefined;
  }
}
