import { DocumentListInstance } from "twilio/lib/rest/sync/v1/service/document.js";
import { describe, expect, it } from "vitest";
import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { SyncLedger } from "../../src/adapters/sync/sync-ledger.ts";
import { describeLedger } from "../contracts/ledger.contract.ts";
import { withLocalTwilio } from "../support/local-twilio.ts";
import { anId } from "../support/requests.ts";

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
  loseNextAnswer: () => twilio.faults.add({ method: "POST", reset: "after" }),
}));

describe("SyncLedger", () => {
  it("writes no phone number into the name of a document", () => {
    const key = aLedger().keyOf(WHILE_OPEN);

    expect(key).toMatch(/^callback-[\w-]{43}$/);
    expect(key).not.toContain("4155550123");
    expect(key.length).toBeLessThanOrEqual(320);
  });

  it("names the same request otherwise under another secret", () => {
    const other = new SyncLedger(
      local.version("sync", { timeLeft: () => 8_000, tries: 2 }),
      { serviceSid: "default", secret: "x" },
      new CollectedLog(),
    );

    expect(other.keyOf(WHILE_OPEN)).not.toBe(aLedger().keyOf(WHILE_OPEN));
  });

  it("says an outage once when it begins, and once when it is over", async () => {
    const log = new CollectedLog();
    const ledger = aLedger(log);
    twilio.faults.add({ host: "sync.twilio.com", status: 500, times: 1_000 });

    await ledger.claim("k-1", CLAIM);
    await ledger.claim("k-2", CLAIM);
    twilio.faults.clear();
    await ledger.claim("k-1", CLAIM);
    await ledger.claim("k-1", CLAIM);

    expect(log.entries.map(({ event }) => event)).toStrictEqual(["ledger.unavailable", "ledger.available"]);
  });

  it.each(["{}", "[]", "null", '""', "<html>"])("is away, and says so, when Sync answers %s", async (raw) => {
    for (const status of [200, 201, 400, 500]) {
      twilio.faults.clear();
      twilio.faults.add({ host: "sync.twilio.com", status, raw, times: 1_000 });
      const log = new CollectedLog();

      expect((await aLedger(log).claim("k-1", CLAIM)).kind).toBe("away");
      expect(log.entries.map(({ event }) => event)).toStrictEqual(["ledger.unavailable"]);
    }
  });

  it.each([
    ["claimed and no more", { by: "an-old-try" }, { busy: true }],
    ["noted its task", { taskSid: anId("WT") }, { busy: false, taskId: anId("WT") }],
  ])("reads what an older version wrote when it had %s", async (_, data, entry) => {
    const version = local.version("sync") as unknown as Parameters<typeof DocumentListInstance>[0];
    await DocumentListInstance(version, "default").create({ uniqueName: "k-1", data });

    expect(await aLedger().read("k-1")).toMatchObject({ kind: "entry", entry });
  });
});

const CLAIM = { by: "me", busy: true };
