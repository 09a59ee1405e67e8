import { dateFormat, unitFormat } from "../panel/time-format.ts";

const MINUTE_MS = 60_000;

/** How long ago a moment was, to the minute up to a day: "72 min" is "1 hr 12 min". */
export function formatWait(moment: Date, now: Date, locale: string): string | undefined {
  const minutes = Math.max(0, Math.floor((now.getTime() - moment.getTime()) / MINUTE_MS));
  if (Number.isNaN(minutes)) return undefined;
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60)];
  if (days >= 2) return parts(locale, [days, "day"], [hours % 24, "hour"]);

  return hours === 0
    ? parts(locale, [minutes, "minute"])
    : parts(locale, [hours, "hour"], [minutes % 60, "minute"]);
}

/** The greater unit, and the lesser one if there is any of it. */
function parts(locale: string, ...amounts: readonly (readonly [count: number, unit: string])[]): string {
  return amounts
    .filter(([count], index) => index === 0 || count > 0)
    .map(([count, unit]) => unitFormat(locale, unit).format(count))
    .join(" ");
}

/** A moment as one says it: of today, the time of day alone; else with its day. The zone is the reader's own. */
export function formatNear(moment: Date, now: Date, locale: string): string {
  if (Number.isNaN(moment.getTime())) return "–";
  const isToday = moment.toDateString() === now.toDateString();

  return dateFormat(locale, {
    ...(!isToday && { month: "short", day: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
  }).format(moment);
}
