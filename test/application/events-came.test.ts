import { describe, expect, it } from "vitest";
import { MemoryLedger } from "../../src/adapters/memory/memory-ledger.ts";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import { lastEvents, makeNoteEventsCame } from "../../src/application/events-came.ts";
import { Centre } from "./centre.ts";

const MINUTE_MS = 60_000;

function aReceiver(centre = new Centre()) {
  const { clock, chance, log, ledgerBook } = centre;
  const ledger = new MemoryLedger(clock, ledgerBook);
  const noteEventsCame = makeNoteEventsCame({ ledger, clock, chance, log });

  return { centre, ledger, came: (tests: readonly string[] = []) => centre.run(noteEventsCame(tests)) };
}

describe("When events came last", () => {
  it("is unknown until some came", async () => {
    const { ledger } = aReceiver();

    expect(await lastEvents(ledger)).toBeUndefined();
  });

  it("is noted, once a minute at most", async () => {
    const { centre, ledger, came } = aReceiver();
    const first = centre.clock.now();
    await came();
    await centre.clock.advance(MINUTE_MS - 1);
    await came();
    expect(await lastEvents(ledger)).toMatchObject({ at: first });
    await centre.clock.advance(1);
    const later = centre.clock.now();
    await came();

    expect(await lastEvents(ledger)).toMatchObject({ at: later });
    expect(centre.log.entries).toStrictEqual([]);
  });

  it("is noted at once for a test event, and which it was: the last of several", async () => {
    const { ledger, came } = aReceiver();
    await came();
    await came(["test-1", "test-2"]);

    expect(await lastEvents(ledger)).toMatchObject({ test: "test-2" });
    expect(await ledger.read("events")).toMatchObject({ entry: { busy: false } });
  });

  it("stays unknown while the ledger is away, which the log says", async () => {
    const { centre, came } = aReceiver();
    centre.ledgerBook.cutOff();
    await came();

    expect(centre.log.entries).toMatchObject([
      { level: "warn", event: "ledger.not-noted", details: { key: "events" } },
    ]);
  });

  it("is noted nowhere without a ledger", async () => {
    const { clock, chance, log } = new Centre();
    const noteEventsCame = makeNoteEventsCame({ ledger: new NoLedger(chance), clock, chance, log });
    await noteEventsCame(["test-1"]);

    expect(log.entries).toStrictEqual([]);
  });
});
