import type { Chance } from "../../ports/chance.ts";
import type { Claim, Ledger } from "../../ports/ledger.ts";
import { SystemChance } from "./system-chance.ts";

/** For contact centres that switch the ledger off: every request is its own. */
export class NoLedger implements Ledger {
  readonly #chance: Chance;

  constructor(chance: Chance = new SystemChance()) {
    this.#chance = chance;
  }

  async claim(): Promise<Claim> {
    return { kind: "claimed", mark: this.#chance.id() };
  }

  async takeOver(): Promise<boolean> {
    return false;
  }

  async settle(): Promise<void> {}
}
