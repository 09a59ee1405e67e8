import type { CallOff, Clock } from "../../ports/clock.ts";

export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  after(milliseconds: number, run: () => void): CallOff {
    const timer = setTimeout(run, milliseconds);

    return () => clearTimeout(timer);
  }
}
