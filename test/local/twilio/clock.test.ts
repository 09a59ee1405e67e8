import { afterEach, describe, expect, test, vi } from "vitest";
import { createClock } from "../../../local/twilio/clock.ts";
import { describeClock } from "../../contracts/clock.contract.ts";

afterEach(() => vi.useRealTimers());

describeClock("createClock", () => {
  const clock = createClock(() => 0);

  return { clock, letPass: async (milliseconds) => clock.advance(milliseconds) };
});

describe("the stand-in's clock", () => {
  test("agrees with real time until it is advanced", () => {
    const clock = createClock(() => 1000);

    clock.advance(500);

    expect(clock.time()).toBe(1500);
  });

  test("runs everything that becomes due on the way in order, each at its own time", () => {
    const clock = createClock(() => 0);
    const ran: string[] = [];
    for (const [name, ms] of [
      ["third", 30],
      ["first", 10],
      ["second", 20],
      ["never", 41],
    ] as const) {
      clock.after(ms, () => ran.push(`${name} at ${clock.time()}`));
    }

    clock.advance(40);

    expect(ran).toEqual(["first at 10", "second at 20", "third at 30"]);
    expect(clock.time()).toBe(40);
  });

  test("keeps the order of asking among those that fall due together", () => {
    const clock = createClock(() => 0);
    const ran: number[] = [];
    for (const n of [1, 2, 3]) clock.after(10, () => ran.push(n));

    clock.advance(10);

    expect(ran).toEqual([1, 2, 3]);
  });

  test("also runs timers that are set while it is advanced", () => {
    const clock = createClock(() => 0);
    const ran: number[] = [];
    clock.after(10, () => clock.after(10, () => ran.push(clock.time())));

    clock.advance(60_000);

    expect(ran).toEqual([20]);
  });

  test("does not run a canceled timer", () => {
    const clock = createClock(() => 0);
    const ran: string[] = [];
    const callOff = clock.after(10, () => ran.push("canceled"));
    clock.after(10, () => ran.push("kept"));

    callOff();
    callOff();
    clock.advance(10);

    expect(ran).toEqual(["kept"]);
  });

  test("runs by itself as real time passes", async () => {
    vi.useFakeTimers({ now: 0 });
    const clock = createClock();
    const ran: string[] = [];
    clock.after(1000, () => ran.push("later"));
    clock.after(20, () => ran.push("soon"));

    await vi.advanceTimersByTimeAsync(20);
    expect(ran).toEqual(["soon"]);
    await vi.advanceTimersByTimeAsync(980);
    expect(ran).toEqual(["soon", "later"]);
  });

  test("waits less real time for a timer after an advance", async () => {
    vi.useFakeTimers({ now: 0 });
    const clock = createClock();
    const ran: string[] = [];
    clock.after(1000, () => ran.push("due"));

    clock.advance(990);
    await vi.advanceTimersByTimeAsync(10);

    expect(ran).toEqual(["due"]);
  });

  test("lets a sleeper go when it is advanced far enough", async () => {
    const clock = createClock(() => 0);
    const slept = clock.pause(5000).then(() => "awake");

    clock.advance(5000);

    expect(await slept).toBe("awake");
  });

  test("is never turned back", () => {
    expect(() => createClock().advance(-1)).toThrow(RangeError);
  });
});
