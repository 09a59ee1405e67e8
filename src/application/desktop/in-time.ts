import type { Clock } from "../../ports/clock.ts";

/** Resolves when the work has ended, or after so many milliseconds: whatever comes first. */
export function inTime(work: Promise<unknown>, milliseconds: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(milliseconds, resolve);
    const ended = (): void => {
      callOff();
      resolve();
    };
    work.then(ended, ended);
  });
}
