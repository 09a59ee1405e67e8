import { NUMBERING_PLAN } from "./numbering-plan.ts";
import { split, tidied } from "./written-number.ts";

/**
 * A number in E.164 that a call can be placed to: a known calling code and a possible length.
 *
 * Possible, not valid: countries open number ranges faster than deployed systems renew their metadata, and a contact with a
 * new number would never be called. See `docs/decisions/0003-possible-not-valid-numbers.md`.
 */
export type PhoneNumber = string & { readonly [brand]: true };
declare const brand: unique symbol;

export interface NumberPolicy {
  /** ISO 3166 codes of the countries that may be called. Absent: all. */
  readonly allowedCountries?: readonly string[];
  /** Whether premium-rate numbers may be called. */
  readonly premiumNumbers: "allow" | "refuse";
}

/** For numbers that were checked before, and for our own. */
export const ANY_NUMBER: NumberPolicy = { premiumNumbers: "allow" };

export type NumberReading =
  | {
      readonly kind: "number";
      readonly number: PhoneNumber;
      /** To be dialled once the call is answered. */
      readonly extension?: string;
    }
  /** The network did not pass on the caller's number. */
  | { readonly kind: "withheld" }
  /** The address of a SIP line or of a Voice SDK client (`client:…`). */
  | { readonly kind: "sip" }
  | { readonly kind: "refused"; readonly reason: NumberRefusal };

export type NumberRefusal =
  | "empty"
  | "not-a-number"
  | "no-country-code"
  | "unknown-country-code"
  | "too-short"
  | "too-long"
  | "not-possible"
  | "emergency"
  | "short"
  | "premium"
  | "country-not-allowed";

/** Reads a number as networks, flows and people write it, and refuses what must not be called. */
export function readNumber(text: string, policy: NumberPolicy): NumberReading {
  const { address, extension } = split(text);
  if (isWithheld(address)) return { kind: "withheld" };
  const internetAddress = /^(sips?|client):([^@;]*)/i.exec(address);
  if (internetAddress) return readInternetAddress(internetAddress[2] ?? "", policy);

  const tidy = tidied(address);
  const refusal = refusalOf(tidy, policy);
  if (refusal) return { kind: "refused", reason: refusal };

  return { kind: "number", number: tidy as PhoneNumber, ...(extension !== undefined && { extension }) };
}

/**
 * Callers through a SIP trunk have their number before the `@`, often without its plus sign. Ten digits and fewer can be an
 * extension, or a number without a country code.
 */
function readInternetAddress(user: string, policy: NumberPolicy): NumberReading {
  if (!/^\+\d{7,15}$|^\d{11,15}$/.test(user)) return { kind: "sip" };
  const reading = readNumber(user.startsWith("+") ? user : `+${user}`, policy);

  return reading.kind === "refused" && !POLICY_REFUSALS.includes(reading.reason) ? { kind: "sip" } : reading;
}

/** The number is one that can be called, and must not be. */
const POLICY_REFUSALS: readonly NumberRefusal[] = ["emergency", "premium", "country-not-allowed"];

/**
 * Reads a number that passed `readNumber` before, such as one stored in a task. It applies no policy. `undefined`: the text
 * is no number.
 */
export function knownNumber(text: string): PhoneNumber | undefined {
  const reading = readNumber(text, ANY_NUMBER);

  return reading.kind === "number" ? reading.number : undefined;
}

/**
 * ISO 3166 code of the number's country, or `001` for international services. Some territories share a calling code with a
 * larger country and have the same mobile numbers (CC, CX, EH, BL, MF): their numbers count as that country's.
 */
export function countryOf(number: PhoneNumber): string {
  const place = placeInPlan(number);

  return place ? countryAt(place) : "001";
}

function countryAt({ country, sharers, national }: PlaceInPlan): string {
  const sharer = sharers.find((each) => patternOf(each.slice(2)).test(national));

  return sharer?.slice(0, 2) ?? country;
}

/** The digits that lead to the number's country, or to an international service. */
export function callingCodeOf(number: PhoneNumber): string | undefined {
  const place = placeInPlan(number);
  return place && number.slice(1, number.length - place.national.length);
}

/**
 * Networks send one of these words instead of a withheld number, or the word as digits of a telephone's keys. Twilio passes
 * the digits in `From` (+266696687 spells ANONYMOUS). The list comes from practice; no complete one is published.
 */
const WITHHELD_WORDS = [
  "anonymous",
  "restricted",
  "blocked",
  "unknown",
  "unavailable",
  "private",
  "withheld",
  "nocallerid",
  "callerunknown",
  "unknowncaller",
  "privatenumber",
  "numberwithheld",
];
const WITHHELD_NUMBERS = WITHHELD_WORDS.map((word) => word.replace(/./g, keyOf));

function isWithheld(address: string): boolean {
  const user = /^sips?:([^@]*)@/i.exec(address)?.[1] ?? address;

  return /\d/.test(user) ? isWithheldNumber(user) : WITHHELD_WORDS.includes(lettersOf(user));
}

/** `+anonymous`, `No Caller ID`. A text with other signs in it is no such word. */
function lettersOf(text: string): string {
  return /^[+a-z\s_-]*$/i.test(text) ? text.replace(/[^a-z]/gi, "").toLowerCase() : "";
}

/** A country code may stand in front of the word, where no number of that country has its length. */
function isWithheldNumber(text: string): boolean {
  const digits = text.replace(/[^\d]/g, "");
  if (!/^\s*\+?[\d\s]*$/.test(text) || !WITHHELD_NUMBERS.some((word) => digits.endsWith(word))) return false;
  if (WITHHELD_NUMBERS.includes(digits)) return true;
  const place = placeInPlan(`+${digits}`);

  return (
    place !== undefined && lengthRefusal(place) !== undefined && WITHHELD_NUMBERS.includes(place.national)
  );
}

/** The key of a telephone that has this letter: ITU-T E.161. */
function keyOf(letter: string): string {
  return String(
    ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"].findIndex((key) => key.includes(letter)) + 2,
  );
}

function refusalOf(tidy: string, policy: NumberPolicy): NumberRefusal | undefined {
  if (tidy === "") return "empty";
  if (!/^\+?\d+$/.test(tidy)) return "not-a-number";
  const place = placeInPlan(tidy);
  if (isEmergency(tidy, place)) return "emergency";
  if (tidy.length <= LONGEST_SHORT_NUMBER) return "short";
  if (!tidy.startsWith("+")) return "no-country-code";
  if (tidy.length > LONGEST_E164) return "too-long";

  if (!place) return "unknown-country-code";

  return lengthRefusal(place) ?? policyRefusal(place, policy);
}

/** Characters, `+` included. No subscriber's number in E.164 is this short. */
const LONGEST_SHORT_NUMBER = 6;

/** Characters: `+` and 15 digits. ITU-T E.164, section 6. */
const LONGEST_E164 = 16;

/** Numbers that reach the emergency services in some country. */
const EMERGENCY_NUMBERS = [
  "000",
  "110",
  "111",
  "112",
  "113",
  "115",
  "117",
  "118",
  "119",
  "190",
  "911",
  "999",
  "995",
];

function isEmergency(tidy: string, place: PlaceInPlan | undefined): boolean {
  return [tidy.replace("+", ""), place?.national ?? ""].some((digits) => EMERGENCY_NUMBERS.includes(digits));
}

/** A calling code's line in the numbering plan. */
interface PlanLine {
  readonly country: string;
  readonly lengths: readonly number[];
  /** A pattern of the plan; empty: there are no premium-rate numbers. */
  readonly premium: string;
  /** Each the country, then the pattern of its numbers. */
  readonly sharers: readonly string[];
}

/** A number's line, and the number without its calling code. */
interface PlaceInPlan extends PlanLine {
  readonly national: string;
}

/** No calling code begins another, so at most one line matches. */
function placeInPlan(number: string): PlaceInPlan | undefined {
  if (!number.startsWith("+")) return undefined;
  for (const end of [2, 3, 4]) {
    const line = lineOf(number.slice(1, end));
    if (line) return { ...line, national: number.slice(end) };
  }

  return undefined;
}

function lineOf(code: string): PlanLine | undefined {
  const start = NUMBERING_PLAN.indexOf(`\n${code} `) + 1;
  if (start === 0) return undefined;

  const text = NUMBERING_PLAN.slice(start, NUMBERING_PLAN.indexOf("\n", start));
  const [, country = "", lengths = "", premium = "", ...sharers] = text.split(" ");
  const digits = [...lengths].map((each) => Number.parseInt(each, 36));

  return { country, lengths: digits, premium, sharers };
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replaceAll("x", "\\d")})`);
}

function lengthRefusal({ lengths, national }: PlaceInPlan): NumberRefusal | undefined {
  if (lengths.includes(national.length)) return undefined;
  if (national.length < Math.min(...lengths)) return national.length <= 4 ? "short" : "too-short";

  return national.length > Math.max(...lengths) ? "too-long" : "not-possible";
}

function policyRefusal(place: PlaceInPlan, policy: NumberPolicy): NumberRefusal | undefined {
  const { premium, national } = place;
  if (policy.premiumNumbers === "refuse" && premium !== "" && patternOf(`(${premium})$`).test(national)) {
    return "premium";
  }

  return policy.allowedCountries?.includes(countryAt(place)) === false ? "country-not-allowed" : undefined;
}
