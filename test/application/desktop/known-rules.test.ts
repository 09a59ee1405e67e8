import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { KnownRules } from "../../../src/application/desktop/known-rules.ts";
import { Unavailable } from "../../../src/ports/faults.ts";

let clock: ManualClock;
let log: CollectedLog;
beforeEach(() => {
  clock = new ManualClock();
  log = new CollectedLog();
});

describe("the rules that are known", () => {
  it("is asked for once, and again only when it has grown old", async () => {
    let asked = 0;
    const rules = new KnownRules(async () => ({ maxAttempts: ++asked }), clock, log);
    expect(rules.current()).toBeUndefined();

    await Promise.all([rules.refresh(), rules.refresh()]);
    expect(rules.current()).toStrictEqual({ maxAttempts: 1 });

    await clock.advance(14 * 60_000);
    await rules.refresh();
    expect(asked).toBe(1);

    await clock.advance(60_000);
    await rules.refresh();
    expect(rules.current()).toStrictEqual({ maxAttempts: 2 });
  });

  it("stays unknown, or what it was, while the server cannot be asked, and asks again before long", async () => {
    let asked = 0;
    const rules = new KnownRules(
      async () => {
        if (++asked === 1) throw new Unavailable("no");
        return { maxAttempts: 4 };
      },
      clock,
      log,
    );
    await rules.refresh();
    await rules.refresh();
    expect(rules.current()).toBeUndefined();
    expect(asked).toBe(1);

    await clock.advance(30_000);
    await rules.refresh();
    expect(rules.current()).toStrictEqual({ maxAttempts: 4 });
  });

  it("tells those who watch that it has become known, until they stop", async () => {
    const rules = new KnownRules(async () => ({ maxAttempts: 3 }), clock, log);
    let told = 0;
    const stop = rules.watch(() => told++);
    await rules.refresh();
    expect(told).toBe(1);

    stop();
    await clock.advance(16 * 60_000);
    await rules.refresh();
    expect(told).toBe(1);
  });
});
