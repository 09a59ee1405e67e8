import { beforeEach, describe, expect, it } from "vitest";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { KnownRequeuePolicy } from "../../../src/application/desktop/known-requeue-policy.ts";
import { Unavailable } from "../../../src/ports/faults.ts";

let clock: ManualClock;
let log: CollectedLog;
beforeEach(() => {
  clock = new ManualClock();
  log = new CollectedLog();
});

describe("the requeue policy that is known", () => {
  it("is asked for once, and again only when it has grown old", async () => {
    let asked = 0;
    const policy = new KnownRequeuePolicy(async () => ({ maxAttempts: ++asked }), clock, log);
    expect(policy.current()).toBeUndefined();

    await Promise.all([policy.refresh(), policy.refresh()]);
    expect(policy.current()).toStrictEqual({ maxAttempts: 1 });

    await clock.advance(14 * 60_000);
    await policy.refresh();
    expect(asked).toBe(1);

    await clock.advance(60_000);
    await policy.refresh();
    expect(policy.current()).toStrictEqual({ maxAttempts: 2 });
  });

  it("stays unknown, or what it was, while the server cannot be asked, and asks again before long", async () => {
    let asked = 0;
    const policy = new KnownRequeuePolicy(
      async () => {
        if (++asked === 1) throw new Unavailable("no");
        return { maxAttempts: 4 };
      },
      clock,
      log,
    );
    await policy.refresh();
    await policy.refresh();
    expect(policy.current()).toBeUndefined();
    expect(asked).toBe(1);

    await clock.advance(30_000);
    await policy.refresh();
    expect(policy.current()).toStrictEqual({ maxAttempts: 4 });
  });

  it("tells those who watch that it has become known, until they stop", async () => {
    const policy = new KnownRequeuePolicy(async () => ({ maxAttempts: 3 }), clock, log);
    let told = 0;
    const stop = policy.watch(() => told++);
    await policy.refresh();
    expect(told).toBe(1);

    stop();
    await clock.advance(16 * 60_000);
    await policy.refresh();
    expect(told).toBe(1);
  });
});
