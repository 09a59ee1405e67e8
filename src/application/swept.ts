import type { Ledger } from "../ports/ledger.ts";
import type { OnceNeeds } from "./once/needs.ts";

/** The ledger's entry that says how far sweeps have come. */
const KEY = "sweep";

/** `undefined`: nobody has swept, or nobody knows. */
export async function readSwept(ledger: Pick<Ledger, "read" | "isKept">): Promise<Date | undefined> {
  if (!ledger.isKept) return undefined;
  const read = await ledger.read(KEY);

  return read.kind === "entry" ? read.entry.until : undefined;
}

/** A note that fails loses nothing: the next sweep begins where this one did. */
export async function noteSwept(
  until: Date,
  me: string,
  { ledger, log }: Pick<OnceNeeds, "ledger" | "log">,
): Promise<void> {
  if (!ledger.isKept) return;
  const entry = { by: me, busy: false, until };
  const claim = await ledger.claim(KEY, entry);
  const written = claim.kind === "taken" ? await ledger.write(KEY, entry, claim.entry.version) : claim;
  if (written.kind === "away") log.warn("ledger.not-noted", { until: until.toISOString() }, written.cause);
}

/** When a sweep noted last how far it came, by the ledger's clock. */
export async function lastSweep(ledger: Pick<Ledger, "read">): Promise<Date | undefined> {
  const read = await ledger.read(KEY);

  return read.kind === "entry" ? read.entry.writtenAt : undefined;
}
