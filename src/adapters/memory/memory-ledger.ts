import type { RequestIdentity } from "../../domain/duplicates.ts";
import type { LedgerEntry, StoredEntry } from "../../domain/once/ledger-entry.ts";
import type { Clock } from "../../ports/clock.ts";
import {
  type ClaimOutcome,
  ENTRY_LIFETIME_SECONDS,
  type EntryRead,
  type EntryWrite,
  type Forgotten,
  type Ledger,
} from "../../ports/ledger.ts";

/** What the ledger knows, which several `MemoryLedger`s may share as several processes do. */
export class MemoryLedgerBook {
  readonly #keys = new Map<string, string>();
  readonly #entries = new Map<string, BookEntry>();
  #reachable = true;

  /** The same key for the same identity, for ever. It is a running number, so it tells nothing of the identity. */
  keyOf(identity: string): string {
    const key = this.#keys.get(identity) ?? `request-${this.#keys.size + 1}`;
    this.#keys.set(identity, key);

    return key;
  }

  entry(key: string): BookEntry | undefined {
    return this.#entries.get(key);
  }

  put(key: string, entry: BookEntry): void {
    this.#entries.set(key, entry);
  }

  remove(key: string): void {
    this.#entries.delete(key);
  }

  cutOff(): void {
    this.#reachable = false;
  }

  restore(): void {
    this.#reachable = true;
  }

  get reachable(): boolean {
    return this.#reachable;
  }
}

interface BookEntry {
  readonly content: LedgerEntry;
  readonly version: number;
  readonly writtenAt: Date;
}

/** `Ledger` in memory. */
export class MemoryLedger implements Ledger {
  readonly isKept = true;
  readonly book: MemoryLedgerBook;
  readonly #clock: Clock;

  /** @param clock the ledger's own, not that of a process */
  constructor(clock: Clock, book: MemoryLedgerBook = new MemoryLedgerBook()) {
    this.#clock = clock;
    this.book = book;
  }

  keyOf(identity: RequestIdentity): string {
    return this.book.keyOf(JSON.stringify(identity));
  }

  async claim(key: string, entry: LedgerEntry): Promise<ClaimOutcome> {
    await Promise.resolve();
    if (!this.book.reachable) return AWAY;

    const known = this.#known(key);
    return known ? { kind: "taken", entry: known } : { kind: "claimed", entry: this.#put(key, entry) };
  }

  async read(key: string): Promise<EntryRead> {
    await Promise.resolve();
    if (!this.book.reachable) return AWAY;

    const entry = this.#known(key);
    return entry ? { kind: "entry", entry } : { kind: "none" };
  }

  async write(key: string, entry: LedgerEntry, version: string): Promise<EntryWrite> {
    await Promise.resolve();
    if (!this.book.reachable) return AWAY;
    if (this.#known(key)?.version !== version) return { kind: "conflict" };

    return { kind: "written", entry: this.#put(key, entry) };
  }

  async forget(key: string): Promise<Forgotten> {
    await Promise.resolve();
    if (!this.book.reachable) return AWAY;
    if (!this.#known(key)) return { kind: "none" };
    this.book.remove(key);

    return { kind: "forgotten" };
  }

  #known(key: string): StoredEntry | undefined {
    const entry = this.book.entry(key);
    const readAt = this.#clock.now();
    if (!entry || readAt.getTime() >= entry.writtenAt.getTime() + ENTRY_LIFETIME_SECONDS * 1000)
      return undefined;

    return { ...entry.content, version: String(entry.version), writtenAt: entry.writtenAt, readAt };
  }

  #put(key: string, content: LedgerEntry): StoredEntry {
    const writtenAt = this.#clock.now();
    const version = (this.book.entry(key)?.version ?? 0) + 1;
    this.book.put(key, { content, version, writtenAt });

    return { ...content, version: String(version), writtenAt, readAt: writtenAt };
  }
}

const AWAY = { kind: "away", cause: new Error("The ledger is cut off") } as const;
