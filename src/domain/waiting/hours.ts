import { onTheWall } from "../wall-clock.ts";

/** When the contact centre takes calls: minutes of the day, by weekday and by date. */
export interface OpeningHours {
  /** From Monday. */
  readonly week: readonly (readonly OpenSpan[])[];
  /** By date, such as `2026-12-25`: these take the place of the weekday's hours. */
  readonly exceptions: Readonly<Record<string, readonly OpenSpan[]>>;
}

export interface OpenSpan {
  readonly from: number;
  /** Exclusive. More than 1,440: it ends on the next day. */
  readonly to: number;
}

export type HoursReading =
  | { readonly kind: "hours"; readonly hours: OpeningHours }
  /** `part`: the piece of text that nobody can read. */
  | { readonly kind: "fault"; readonly part: string };

const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const A_DAY = 1_440;
const A_DAY_MS = 86_400_000;

/**
 * Reads hours in the form of https://schema.org/openingHours, several of them with semicolons between, and exceptions
 * by date: `Mo-Fr 09:00-17:00; Fr 22:00-02:00; 2026-12-25 closed; 2026-12-27/2026-12-31 10:00-12:00`.
 */
export function parseHours(text: string): HoursReading {
  const week: OpenSpan[][] = DAYS.map(() => []);
  const exceptions: Record<string, readonly OpenSpan[]> = {};
  for (const part of text.split(/[;\n]/).map((each) => each.trim())) {
    if (part === "") continue;
    const [when = "", ...rest] = part.split(/\s+/);
    const spans = spansIn(rest.join(""));
    const days = daysIn(when);
    const dates = datesIn(when);
    if (!spans || (!days && !dates)) return { kind: "fault", part };
    for (const day of days ?? []) week[day]?.push(...spans);
    for (const date of dates ?? []) exceptions[date] = [...(exceptions[date] ?? []), ...spans];
  }

  return { kind: "hours", hours: { week, exceptions } };
}

/** By the clock on the wall: an hour that comes twice is open twice, one that is left out is never open. */
export function isOpenAt({ week, exceptions }: OpeningHours, timeZone: string, now: Date): boolean {
  const { date, minute } = onTheWall(now, timeZone);
  const yesterday = moved(date, -1);

  return (
    spansOn(date).some(({ from, to }) => from <= minute && minute < to) ||
    spansOn(yesterday).some(({ to }) => minute < to - A_DAY)
  );

  function spansOn(day: string): readonly OpenSpan[] {
    return exceptions[day] ?? week[weekdayOf(day)] ?? [];
  }
}

/** No times: the whole day. */
function spansIn(text: string): readonly OpenSpan[] | undefined {
  if (text === "") return [{ from: 0, to: A_DAY }];
  if (/^closed$/i.test(text)) return [];
  const spans = text.split(",").map(spanIn);

  return spans.every((span) => span !== undefined) ? spans : undefined;
}

function spanIn(text: string): OpenSpan | undefined {
  const [, from, to] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(text) ?? [];
  const [start, end] = [minuteIn(from), minuteIn(to)];
  if (start === undefined || end === undefined || start === A_DAY || start === end) return undefined;

  return { from: start, to: end < start ? end + A_DAY : end };
}

function minuteIn(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const minute = hours * 60 + minutes;

  return minutes <= 59 && minute <= A_DAY ? minute : undefined;
}

/** `Mo`, `Mo,We`, `Mo-Fr`; `Sa-Mo` goes on over Sunday. */
function daysIn(text: string): readonly number[] | undefined {
  const days = text.split(",").map((part) => {
    const [first = "", last = first, ...more] = part.split("-");
    const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)];
    if (from < 0 || to < 0 || more.length > 0) return undefined;

    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, n) => (from + n) % 7);
  });

  return days.every((each) => each !== undefined) ? days.flat() : undefined;
}

/** Longest range of dates: two years. */
const MOST_DATES = 731;

/** `2026-12-25`, `2026-12-24/2026-12-26`. */
function datesIn(text: string): readonly string[] | undefined {
  const [first = "", last = first, ...more] = text.split("/");
  if (more.length > 0 || !isDate(first) || !isDate(last)) return undefined;
  const many = 1 + (atMidnight(last) - atMidnight(first)) / A_DAY_MS;

  return many >= 1 && many <= MOST_DATES
    ? Array.from({ length: many }, (_, n) => moved(first, n))
    : undefined;
}

function isDate(text: string): boolean {
  return !Number.isNaN(atMidnight(text)) && moved(text, 0) === text;
}

function atMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function moved(date: string, days: number): string {
  return new Date(atMidnight(date) + days * A_DAY_MS).toISOString().slice(0, 10);
}

/** From Monday. */
function weekdayOf(date: string): number {
  return (new Date(atMidnight(date)).getUTCDay() + 6) % 7;
}
