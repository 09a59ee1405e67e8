import { onTheWall } from "../wall-clock.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** When the day began in that time zone. */
export function startOfDay(now: Date, timeZone: string): Date {
  const { minute } = onTheWall(now, timeZone);
  const guess = new Date((Math.floor(now.getTime() / MINUTE_MS) - minute) * MINUTE_MS);
  // A day with a change of the clock is an hour longer or shorter.
  const { minute: off } = onTheWall(guess, timeZone);

  return new Date(guess.getTime() - (off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off) * MINUTE_MS);
}
