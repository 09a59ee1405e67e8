import type { SameRequest } from "../domain/duplicates.ts";

/** What a claim is known by. */
export interface Claimed {
  /**
   * A name for the request that is the same in every process and gives away nothing of the key: it may be
   * written on a task, to find that task by.
   */
  readonly mark: string;
}

export type Claim =
  /** Nobody had it: it is the caller's to fulfil. */
  | ({ readonly kind: "claimed" } & Claimed)
  /** Somebody was here before. */
  | ({
      readonly kind: "taken";
      readonly at: Date;
      readonly taskId?: string;
      readonly version: string;
    } & Claimed)
  /** The ledger could not be asked. The request must not suffer for it. */
  | ({ readonly kind: "unknown"; readonly cause: unknown } & Claimed);

/**
 * Who is taking care of which request, across processes.
 *
 * A claim outlives the process that made it, so that whoever comes later can find out what came of it.
 * Every adapter passes `test/contracts/ledger.contract.ts`.
 */
export interface Ledger {
  /**
   * Claims the request: of all who ask for the same key, one gets it. A request that is never the same as
   * another is always claimed, each time under a new mark.
   *
   * Never throws: an unreachable ledger answers `unknown`.
   *
   * @param lifetimeSeconds after which the claim may be forgotten
   */
  claim(request: SameRequest, lifetimeSeconds: number): Promise<Claim>;

  /**
   * Takes over what an earlier claim did not bring to an end. Of all who try with the same `version`, one gets
   * `true`, and from then on the claim is a fresh one: made now, without a task. A claim that was settled meanwhile
   * is not taken over.
   *
   * Never throws: an unreachable ledger answers `false`.
   */
  takeOver(claim: Claim & { readonly kind: "taken" }): Promise<boolean>;

  /** Notes the task that was made for the claim. Failing to is harmless: the task carries the mark. Never throws. */
  settle(mark: string, taskId: string): Promise<void>;
}
