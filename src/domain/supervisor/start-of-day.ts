const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** When the day began in that time zone. */
export function startOfDay(now: Date, timeZone: string): Date {
  const { hour, minute } = clockAt(now, timeZone);
  const guess = new Date(
    Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS - hour * HOUR_MS - minute * MINUTE_MS,
  );
  // A day with a change of the clock is an hour longer or shorter.
  const off = clockAt(guess, timeZone);

  return new Date(
    guess.getTime() - (off.hour > 12 ? off.hour - 24 : off.hour) * HOUR_MS - off.minute * MINUTE_MS,
  );
}

function clockAt(moment: Date, timeZone: string): { readonly hour: number; readonly minute: number } {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  })
    .formatToParts(moment)
    .map(({ type, value }) => [type, Number(value)] as const);
  const { hour = 0, minute = 0 } = Object.fromEntries(parts);

  return { hour, minute };
}
