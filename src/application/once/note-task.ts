import { mayNote, type NotedTask, type StoredEntry } from "../../domain/once/ledger-entry.ts";
import type { EntryRead } from "../../ports/ledger.ts";
import type { OnceNeeds } from "./needs.ts";

export interface Note {
  readonly key: string;
  /** Names the try that notes. */
  readonly me: string;
  readonly task: NotedTask;
  readonly delivery?: string;
  /** The task that was taken away because this one stays. */
  readonly insteadOf?: string;
  /** The entry as this try wrote it last: it need not be read again. */
  readonly known?: StoredEntry;
}

/** Tries at a note that others write at the same time. */
const TRIES = 3;

/**
 * Notes in the ledger which task the request has now. A note that fails loses nothing: the task carries the request's
 * key, and whoever asks next finds it in the queue. It is not thrown either: nobody need wait for the note.
 */
export async function noteTask(note: Note, needs: Pick<OnceNeeds, "ledger" | "log" | "pace">): Promise<void> {
  if (!needs.ledger.isKept) return;
  try {
    await write(note, needs);
  } catch (cause) {
    needs.log.warn("ledger.not-noted", { taskId: note.task.id }, cause);
  }
}

async function write(
  { key, me, task, delivery, insteadOf, known }: Note,
  { ledger, pace }: Pick<OnceNeeds, "ledger" | "pace">,
): Promise<void> {
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
        throw written.cause;
      case "taken":
      case "conflict":
    }
  }

  async function update(stored: StoredEntry) {
    return mayNote(stored, me, task, pace, insteadOf) ? ledger.write(key, entry, stored.version) : undefined;
  }
}
