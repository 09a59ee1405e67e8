import type { Ledger } from "../ports/ledger.ts";
import type { OnceNeeds } from "./once/needs.ts";

/** The ledger's entry that says when events of the queue came last. */
const KEY = "events";

/** One note a minute tells enough, and costs little. A test event is noted at once: somebody waits for it. */
const NOTED_EVERY_MS = 60_000;

/** Notes that events came, for whoever wants to know whether they do. Never throws. */
export type NoteEventsCame = (tests: readonly string[]) => Promise<void>;

export const makeNoteEventsCame = ({
  ledger,
  clock,
  chance,
  log,
}: Pick<OnceNeeds, "ledger" | "clock" | "chance" | "log">): NoteEventsCame => {
  let notedAt = Number.NEGATIVE_INFINITY;

  return async (tests) => {
    const now = clock.now().getTime();
    if (!ledger.isKept || (tests.length === 0 && now - notedAt < NOTED_EVERY_MS)) return;
    notedAt = now;

    const entry = { by: tests.at(-1) ?? chance.id(), busy: false };
    const claim = await ledger.claim(KEY, entry);
    const written = claim.kind === "taken" ? await ledger.write(KEY, entry, claim.entry.version) : claim;
    if (written.kind === "away") log.warn("ledger.not-noted", { key: KEY }, written.cause);
  };
};

/** When events came last, by the ledger's clock, and which test event it was, if it was one. */
export async function lastEvents(
  ledger: Pick<Ledger, "read">,
): Promise<{ readonly at: Date; readonly test: string } | undefined> {
  const read = await ledger.read(KEY);

  return read.kind === "entry" ? { at: read.entry.writtenAt, test: read.entry.by } : undefined;
}
