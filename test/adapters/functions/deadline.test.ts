import { describe, expect, it } from "vitest";
import { Deadline } from "../../../src/adapters/functions/deadline.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";

const RESERVED_MS = 300;
const late = () => Number.NaN;

function world() {
  const clock = new ManualClock();
  const deadline = new Deadline(clock, { answerWithinMs: 9_000 });
  /** A request that works so long, and then says how much time it has left. */
  const request = (workMs: number) =>
    deadline.keep(async () => {
      await clock.pause(workMs);

      return deadline.timeLeft();
    }, late);

  return { clock, deadline, request };
}

describe("a request", () => {
  it("has less time left the longer it takes", async () => {
    const { clock, request } = world();
    const alone = request(2_000);
    await clock.advance(2_000);

    expect(await alone).toBe(7_000 - RESERVED_MS);
  });

  it("has its own time beside others, whichever ends first", async () => {
    const { clock, request } = world();
    const first = request(2_000);
    await clock.advance(1_000);
    const second = request(2_000);
    await clock.advance(1_000);
    const third = request(2_000);
    await clock.advance(2_000);

    expect(await Promise.all([first, second, third])).toEqual(Array(3).fill(7_000 - RESERVED_MS));
  });

  it("has its own time where another one makes it", async () => {
    const { clock, deadline, request } = world();
    const inner: number[] = [];
    const outer = () =>
      deadline.keep(async () => {
        await clock.pause(1_000);
        inner.push(await request(0));

        return deadline.timeLeft();
      }, late);
    const both = Promise.all([outer(), outer()]);
    await clock.advance(1_000);

    expect(await both).toEqual(Array(2).fill(8_000 - RESERVED_MS));
    expect(inner).toEqual(Array(2).fill(9_000 - RESERVED_MS));
  });

  it("is answered in time, and what it still does has no time left, though others come after it", async () => {
    const { clock, deadline, request } = world();
    const left: number[] = [];
    const stuck = deadline.keep(async () => {
      await clock.pause(10_000);
      left.push(deadline.timeLeft());

      return 0;
    }, late);
    await clock.advance(9_000);
    expect(await stuck).toBeNaN();

    const next = request(2_000);
    await clock.advance(2_000);

    expect(await next).toBe(7_000 - RESERVED_MS);
    expect(left).toEqual([-1_000 - RESERVED_MS]);
  });

  it("leaves its place to the next when it fails", async () => {
    const { clock, deadline } = world();
    await expect(deadline.keep(() => Promise.reject(new Error("no")), late)).rejects.toThrow("no");
    await clock.advance(60_000);

    expect(deadline.timeLeft()).toBe(9_000);
  });
});
