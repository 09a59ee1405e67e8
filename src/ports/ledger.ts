import type { RequestIdentity } from "../domain/duplicates.ts";
import type { LedgerEntry, StoredEntry } from "../domain/once/ledger-entry.ts";

export type ClaimOutcome =
  /** Nobody had the request: from now on the entry is the caller's, busy. */
  | { readonly kind: "claimed"; readonly entry: StoredEntry }
  | { readonly kind: "taken"; readonly entry: StoredEntry }
  /** The ledger could not be asked. */
  | { readonly kind: "away"; readonly cause: unknown };

export type EntryRead =
  | { readonly kind: "entry"; readonly entry: StoredEntry }
  | { readonly kind: "none" }
  | { readonly kind: "away"; readonly cause: unknown };

export type EntryWrite =
  | { readonly kind: "written"; readonly entry: StoredEntry }
  /** Somebody else wrote it since it was read, or it was forgotten. */
  | { readonly kind: "conflict" }
  | { readonly kind: "away"; readonly cause: unknown };

export type Forgotten =
  | { readonly kind: "forgotten" }
  /** There was no such entry. */
  | { readonly kind: "none" }
  | { readonly kind: "away"; readonly cause: unknown };

/**
 * Who takes care of which request, across processes.
 *
 * An entry outlives the process that wrote it, so that whoever comes later can find out what became of the request.
 * It is kept for `ENTRY_LIFETIME_SECONDS` after its last write. No method throws. A write whose answer was lost is
 * read back: `by` tells whose it is.
 * Every adapter passes `test/contracts/ledger.contract.ts`.
 */
export interface Ledger {
  /** False: the contact centre keeps no ledger, and every request is its own. */
  readonly isKept: boolean;

  /** A name for the request, the same in every process, that gives nothing of the identity away. */
  keyOf(identity: RequestIdentity): string;

  /** Makes an entry for the key, if there is none: of all who claim at once, one gets it. */
  claim(key: string, entry: LedgerEntry): Promise<ClaimOutcome>;

  read(key: string): Promise<EntryRead>;

  /** Writes the entry, provided that nobody else wrote it since that version. */
  write(key: string, entry: LedgerEntry, version: string): Promise<EntryWrite>;

  /** Removes the entry: nobody knows of the request any more. */
  forget(key: string): Promise<Forgotten>;
}

/** Longer than a task may wait and all its attempts take, so that whoever waits is still known. */
export const ENTRY_LIFETIME_SECONDS = 45 * 86_400;
