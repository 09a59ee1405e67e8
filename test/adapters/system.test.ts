import { describe, expect, it } from "vitest";
import { ConsoleLog } from "../../src/adapters/system/console-log.ts";
import { NoLedger } from "../../src/adapters/system/no-ledger.ts";
import { SystemChance } from "../../src/adapters/system/system-chance.ts";
import { SystemClock } from "../../src/adapters/system/system-clock.ts";
import { describeChance } from "../contracts/chance.contract.ts";
import { describeClock } from "../contracts/clock.contract.ts";
import { describeLog } from "../contracts/log.contract.ts";

describeClock("SystemClock", () => ({
  clock: new SystemClock(),
  letPass: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}));

describeChance("SystemChance", () => new SystemChance());

describeLog("ConsoleLog", () => {
  const lines: string[] = [];
  const at = (level: string) => (line: string) => void lines.push(`${level} ${line}`);

  return {
    log: new ConsoleLog({ info: at("info"), warn: at("warn"), error: at("error") }),
    written: () => lines.join("\n"),
  };
});

describe("NoLedger", () => {
  it("keeps nothing, and gives every request a key of its own", async () => {
    const ledger = new NoLedger(new SystemChance());

    expect(ledger.isKept).toBe(false);
    expect(ledger.keyOf()).not.toBe(ledger.keyOf());
    for (const outcome of [await ledger.claim(), await ledger.read(), await ledger.write()])
      expect(outcome.kind).toBe("away");
  });
});
