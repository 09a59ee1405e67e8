import type { Claim, Ledger } from "../../ports/ledger.ts";

/** For contact centres that switch the ledger off: every request is its own. */
export class NoLedger implements Ledger {
  async claim(): Promise<Claim> {
    return { kind: "claimed", mark: crypto.randomUUID() };
  }

  async takeOver(): Promise<boolean> {
    return false;
  }

  async settle(): Promise<void> {}
}
