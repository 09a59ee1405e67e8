import type { Reading } from "../../adapters/functions/parameters.ts";
import { UNREACHED_OUTCOMES, type UnreachedOutcome } from "../../domain/retry/attempt.ts";
import { DEFAULT_RETRY_DELAYS, type RetryDelays, retryDelaysFault } from "../../domain/retry/retry-delays.ts";
import { type OpeningHours, parseHours } from "../../domain/waiting/hours.ts";

/** Converts the text of an environment variable to a value, or says what is wrong with it. */
export type Reader<Value> = (text: string) => Reading<Value>;

export function text(pattern = /./, wanted = "must not be empty"): Reader<string> {
  return (given) => (pattern.test(given) ? taken(given) : { kind: "fault", fault: wanted });
}

export function sid(prefix: string): Reader<string> {
  return text(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be a SID: ${prefix} and 32 hexadecimal digits`);
}

export function oneOf<const Word extends string>(...words: readonly Word[]): Reader<Word> {
  return (given) => {
    const word = words.find((known) => known === given);

    return word === undefined ? { kind: "fault", fault: `must be ${words.join(" or ")}` } : taken(word);
  };
}

export function wholeNumber(least: number, most: number): Reader<number> {
  return (given) => {
    const value = numberIn(given);

    return Number.isInteger(value) && value >= least && value <= most
      ? taken(value)
      : { kind: "fault", fault: `must be a whole number from ${least} to ${most}` };
  };
}

/** A list of values with commas between them. */
export function listOf(item: RegExp, wanted: string): Reader<readonly string[]> {
  return (given) => {
    const items = given
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");

    return items.length > 0 && items.every((part) => item.test(part))
      ? taken(items)
      : { kind: "fault", fault: wanted };
  };
}

/** Outcomes of a call that did not reach the contact, with commas between them, or `off`. */
export function outcomes(): Reader<readonly UnreachedOutcome[]> {
  return (given) => {
    const words = given === "off" ? [] : given.split(",").map((word) => word.trim());
    const known = UNREACHED_OUTCOMES.filter((outcome) => words.includes(outcome));

    return words.every((word) => known.some((outcome) => outcome === word))
      ? taken(known)
      : { kind: "fault", fault: `must be off, or a list of: ${UNREACHED_OUTCOMES.join(", ")}` };
  };
}

/** Opening hours in the form of https://schema.org/openingHours, with exceptions by date. */
export function openingHours(): Reader<OpeningHours> {
  return (given) => {
    const read = parseHours(given);

    return read.kind === "hours"
      ? taken(read.hours)
      : {
          kind: "fault",
          fault: `cannot be read at "${read.part}": it must be like Mo-Fr 09:00-17:00; 2026-12-25 closed`,
        };
  };
}

export function timeZone(): Reader<string> {
  return (given) =>
    isTimeZone(given)
      ? taken(given)
      : { kind: "fault", fault: "must be an IANA time zone, such as America/New_York" };
}

/** Numbers with commas between them, by attempt; then, after semicolons, numbers by outcome: `600,3600;busy=300`. */
export function retryDelays(): Reader<RetryDelays> {
  return (given) => {
    const parts = given.split(";").map((part) => part.trim());
    const named = parts.filter((part) => part.includes("=")).map(namedNumber);
    const [numbers, ...surplus] = parts.filter((part) => !part.includes("="));
    if (surplus.length > 0 || new Set(named.map(([name]) => name)).size < named.length)
      return { kind: "fault", fault: "must say each delay once, such as 600,3600;busy=300" };

    const delays: RetryDelays = {
      byAttempt: numbers === undefined ? DEFAULT_RETRY_DELAYS.byAttempt : numbers.split(",").map(numberIn),
      ...(named.length > 0 && { byOutcome: Object.fromEntries(named) }),
    };
    const fault = retryDelaysFault(delays);

    return fault === undefined ? taken(delays) : { kind: "fault", fault };
  };
}

function namedNumber(part: string): readonly [string, number] {
  const [name = "", value = ""] = part.split(/=(.*)/s);

  return [name.trim(), numberIn(value)];
}

function numberIn(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

function taken<Value>(value: Value): Reading<Value> {
  return { kind: "value", value };
}

/**
 * Zones that are not looked up: to have the platform list all takes 3 ms of a function's cold start, and to make a date format
 * 25 ms. The list lacks alternative names of a zone, such as Asia/Kolkata.
 */
const WELL_KNOWN_ZONES: readonly string[] = [
  "UTC",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "America/Toronto",
  "America/Mexico_City",
  "America/Sao_Paulo",
  "Europe/London",
  "Europe/Paris",
  "Europe/Berlin",
  "Europe/Madrid",
  "Asia/Tokyo",
  "Asia/Singapore",
  "Asia/Kolkata",
  "Australia/Sydney",
];

function isTimeZone(name: string): boolean {
  return (
    WELL_KNOWN_ZONES.includes(name) ||
    Intl.supportedValuesOf("timeZone").includes(name) ||
    isFormattable(name)
  );
}

function isFormattable(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}
