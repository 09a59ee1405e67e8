import { describe, expect, it } from "vitest";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { SyncLedger } from "../../src/adapters/sync/sync-ledger.ts";
import { describeLedger } from "../contracts/ledger.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";

const local = withLocalTwilio();
const { twilio } = local;
const WHILE_OPEN = { kind: "while-open", key: "contact:+14155550123:default" } as const;

function aLedger(log = new CollectedLog()): SyncLedger {
  return new SyncLedger(
    local.version("sync", { timeLeft: () => 8_000, tries: 2 }),
    { serviceSid: "default", secret: twilio.account.authToken },
    log,
  );
}

describeLedger("SyncLedger", () => ({
  ledger: aLedger(),
  elsewhere: aLedger(),
  now: () => new Date(twilio.clock.now()),
  letPass: async (milliseconds) => twilio.clock.advance(milliseconds),
  cutOff: () => twilio.faults.add({ reset: "before", times: 1_000 }),
}));

describe("SyncLedger", () => {
  it("writes no phone number into the name of a document", async () => {
    const { mark } = await aLedger().claim(WHILE_OPEN, 60);

    expect(mark).toMatch(/^callback-[\w-]{43}$/);
    expect(mark).not.toContain("4155550123");
    expect(mark.length).toBeLessThanOrEqual(320);
  });

  it("names the same request otherwise under another secret", async () => {
    const other = new SyncLedger(
      local.version("sync", { timeLeft: () => 8_000, tries: 2 }),
      { serviceSid: "default", secret: "x" },
      new CollectedLog(),
    );

    expect((await other.claim(WHILE_OPEN, 60)).mark).not.toBe((await aLedger().claim(WHILE_OPEN, 60)).mark);
  });

  it("says an outage once when it begins, and once when it is over", async () => {
    const log = new CollectedLog();
    const ledger = aLedger(log);
    twilio.faults.add({ host: "sync.twilio.com", status: 500, times: 1_000 });

    await ledger.claim(WHILE_OPEN, 60);
    await ledger.claim({ kind: "once", key: "request:2" }, 60);
    twilio.faults.clear();
    await ledger.claim(WHILE_OPEN, 60);
    await ledger.claim(WHILE_OPEN, 60);

    expect(log.entries.map(({ event }) => event)).toStrictEqual(["ledger.unavailable", "ledger.available"]);
  });

  it("keeps a claim whose answer was lost", async () => {
    twilio.faults.add({ method: "POST", reset: "after" });

    expect((await aLedger().claim(WHILE_OPEN, 60)).kind).toBe("claimed");
    expect((await aLedger().claim(WHILE_OPEN, 60)).kind).toBe("taken");
  });

  it("sends no request for a request that is never the same as another", async () => {
    await aLedger().claim({ kind: "never" }, 60);

    expect(twilio.requests).toHaveLength(0);
  });
});
