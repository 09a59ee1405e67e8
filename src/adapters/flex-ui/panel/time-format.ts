import type { AskedAgain } from "../../../domain/callback-request.ts";

/** A moment for reading, with the zone it is told in: the reader's own, or the one named. */
export function formatTime(moment: Date, locale: string, timeZone?: string): string {
  if (Number.isNaN(moment.getTime())) return "–";

  return dateFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    ...(timeZone !== undefined && { timeZone: isTimeZone(timeZone) ? timeZone : "UTC" }),
  }).format(moment);
}

/** One line for each time that the contact asked again, the latest first. */
export function askedAgainText(times: readonly AskedAgain[], locale: string): string {
  const lines = times.map(({ at, message }) =>
    [formatTime(at, locale), message].filter((part) => part !== undefined).join(": "),
  );

  return lines.reverse().join("\n");
}

const MINUTE_MS = 60_000;

/** How long ago a moment was, in one unit. `undefined`: the moment is not known. */
export function formatAge(moment: Date, now: Date, locale: string): string | undefined {
  const minutes = Math.max(0, Math.floor((now.getTime() - moment.getTime()) / MINUTE_MS));
  if (Number.isNaN(minutes)) return undefined;

  const [unit, count] =
    minutes < 60
      ? (["minute", minutes] as const)
      : minutes < 48 * 60
        ? (["hour", Math.floor(minutes / 60)] as const)
        : (["day", Math.floor(minutes / 1440)] as const);

  return unitFormat(locale, unit).format(count);
}

/** "in 30 minutes", "tomorrow". */
export function formatIn(seconds: number, locale: string): string {
  const [unit, length] =
    seconds < 60
      ? (["second", 1] as const)
      : seconds < 3_600
        ? (["minute", 60] as const)
        : seconds < 86_400
          ? (["hour", 3_600] as const)
          : (["day", 86_400] as const);
  const count = Math.round((seconds / length) * 10) / 10;

  return new Intl.RelativeTimeFormat(known(locale), { numeric: "auto" }).format(count, unit);
}

/** The time of day somewhere, with its zone. */
export function formatTimeOfDay(moment: Date, locale: string, timeZone: string): string {
  return dateFormat(locale, {
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
    timeZone,
  }).format(moment);
}

/**
 * Formats that were made before. To make one takes the browser a hundred times as long as to use it, and a list writes
 * thousands of times.
 */
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const unitFormats = new Map<string, Intl.NumberFormat>();

/** Flex passes on whatever language an administrator typed in: one that nobody knows is the reader's own. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(
    dateFormats,
    `${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(known(locale), options),
  );
}

/** Writes an amount of minutes, hours or days. */
export function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  return kept(
    unitFormats,
    `${locale} ${unit}`,
    () => new Intl.NumberFormat(known(locale), { style: "unit", unit, unitDisplay: "short" }),
  );
}

function kept<Format>(formats: Map<string, Format>, key: string, make: () => Format): Format {
  const format = formats.get(key) ?? make();
  formats.set(key, format);

  return format;
}

function isTimeZone(name: string): boolean {
  return formats(() => new Intl.DateTimeFormat("en", { timeZone: name }));
}

function known(locale: string): string | undefined {
  return formats(() => new Intl.DateTimeFormat(locale)) ? locale : undefined;
}

function formats(make: () => Intl.DateTimeFormat): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
