import type { SameRequest } from "../../domain/duplicates.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Claim, Ledger } from "../../ports/ledger.ts";

/** What the ledger knows, which several `MemoryLedger`s may share as several processes do. */
export class MemoryLedgerBook {
  readonly #marks = new Map<string, string>();
  readonly #entries = new Map<string, LedgerEntry>();
  #lastMark = 0;
  #reachable = true;

  /** The same mark for the same key, for ever. It is a running number, so it tells nothing of the key. */
  markOf(key: string): string {
    const mark = this.#marks.get(key) ?? this.newMark();
    this.#marks.set(key, mark);

    return mark;
  }

  newMark(): string {
    this.#lastMark += 1;

    return `mark-${this.#lastMark}`;
  }

  entry(mark: string): LedgerEntry | undefined {
    return this.#entries.get(mark);
  }

  write(mark: string, entry: LedgerEntry): void {
    this.#entries.set(mark, entry);
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

interface LedgerEntry {
  readonly at: Date;
  readonly expiresAt: Date;
  readonly version: number;
  readonly taskId?: string;
}

/** `Ledger` in memory. */
export class MemoryLedger implements Ledger {
  readonly #clock: Clock;
  readonly book: MemoryLedgerBook;

  constructor(clock: Clock, book: MemoryLedgerBook = new MemoryLedgerBook()) {
    this.#clock = clock;
    this.book = book;
  }

  async claim(request: SameRequest, lifetimeSeconds: number): Promise<Claim> {
    await Promise.resolve();
    if (request.kind === "never") return { kind: "claimed", mark: this.book.newMark() };

    const mark = this.book.markOf(request.key);
    if (!this.book.reachable) return { kind: "unknown", mark, cause: new Error("The ledger is cut off") };

    const now = this.#clock.now();
    const earlier = this.book.entry(mark);
    if (earlier && earlier.expiresAt > now) {
      const { at, taskId, version } = earlier;

      return { kind: "taken", mark, at, version: String(version), ...(taskId !== undefined && { taskId }) };
    }
    const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000);
    this.book.write(mark, { at: now, expiresAt, version: (earlier?.version ?? 0) + 1 });

    return { kind: "claimed", mark };
  }

  async takeOver({ mark, version }: Claim & { readonly kind: "taken" }): Promise<boolean> {
    await Promise.resolve();
    const entry = this.book.entry(mark);
    if (!this.book.reachable || !entry || String(entry.version) !== version) return false;

    const { expiresAt } = entry;
    this.book.write(mark, { at: this.#clock.now(), expiresAt, version: entry.version + 1 });

    return true;
  }

  async settle(mark: string, taskId: string): Promise<void> {
    await Promise.resolve();
    const entry = this.book.entry(mark);
    if (this.book.reachable && entry) this.book.write(mark, { ...entry, taskId, version: entry.version + 1 });
  }
}
