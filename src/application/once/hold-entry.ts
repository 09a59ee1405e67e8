import { workSince } from "../../domain/once/ask.ts";
import { contentOf, type StoredEntry } from "../../domain/once/ledger-entry.ts";
import type { EntryWrite, Ledger } from "../../ports/ledger.ts";

/** Makes an entry this try's own, or frees it for others. What is noted there stays. */
export function holdEntry(
  key: string,
  entry: StoredEntry,
  by: string,
  ledger: Ledger,
  busy = true,
): Promise<EntryWrite> {
  const since = entry.busy ? { since: workSince(entry) } : {};

  return ledger.write(key, { ...contentOf(entry), ...since, by, busy }, entry.version);
}
