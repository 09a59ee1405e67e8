import type { Chance } from "../../ports/chance.ts";
import type { ClaimOutcome, EntryRead, EntryWrite, Forgotten, Ledger } from "../../ports/ledger.ts";

/** For contact centres that switch the ledger off: every request is its own. */
export class NoLedger implements Ledger {
  readonly isKept = false;
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  keyOf(): string {
    return this.#chance.id();
  }

  async claim(): Promise<ClaimOutcome> {
    return SWITCHED_OFF;
  }

  async read(): Promise<EntryRead> {
    return SWITCHED_OFF;
  }

  async write(): Promise<EntryWrite> {
    return SWITCHED_OFF;
  }

  async forget(): Promise<Forgotten> {
    return { kind: "none" };
  }
}

const SWITCHED_OFF = { kind: "away", cause: new Error("No ledger is kept") } as const;
