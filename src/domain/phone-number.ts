import { NUMBERING_PLAN, type NumberingPlanRow } from "./numbering-plan.ts";

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

export type NumberReading =
  | { readonly kind: "number"; readonly number: PhoneNumber }
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

/** Reads a number as a telephone network, a flow or a person wrote it, and refuses numbers that must not be called. */
export function readNumber(text: string, policy: NumberPolicy): NumberReading {
  const tidy = tidied(text);
  if (isWithheld(tidy)) return { kind: "withheld" };
  if (/^(?:sips?|client):/i.test(tidy)) return { kind: "sip" };

  const refusal = refusalOf(tidy, policy);

  return refusal ? { kind: "refused", reason: refusal } : { kind: "number", number: tidy as PhoneNumber };
}

/**
 * Reads a number that passed `readNumber` before, such as one stored in a task. It applies no policy. `undefined`: the text
 * is no number.
 */
export function knownNumber(text: string): PhoneNumber | undefined {
  const reading = readNumber(text, { premiumNumbers: "allow" });

  return reading.kind === "number" ? reading.number : undefined;
}

/**
 * ISO 3166 code of the number's country, or `001` for international services. Some territories share a calling code with a
 * larger country and have the same mobile numbers (CC, CX, EH, BL, MF): their numbers count as that country's.
 */
export function countryOf(number: PhoneNumber): string {
  const { row, national } = placeInPlan(number) ?? {};
  const sharer = row?.[4]?.find(([, pattern]) => new RegExp(`^(?:${pattern})`).test(national ?? ""));

  return sharer?.[0] ?? row?.[1] ?? "001";
}

/** Restores a `+` that a form has decoded as a space in front of the digits, and removes punctuation between them. */
function tidied(text: string): string {
  const trimmed = /^\s+\d/.test(text) ? `+${text.trim()}` : text.trim();

  return /^\+?[\d\s().\-/]+$/.test(trimmed) ? trimmed.replace(/[^\d+]/g, "") : trimmed;
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
];
const WITHHELD_NUMBERS = WITHHELD_WORDS.map((word) => word.replace(/./g, keyOf));

function isWithheld(tidy: string): boolean {
  return (
    WITHHELD_WORDS.includes(tidy.toLowerCase()) ||
    WITHHELD_NUMBERS.includes(tidy.replace("+", "")) ||
    WITHHELD_WORDS.includes(/^sips?:([^@]*)@/i.exec(tidy)?.[1]?.toLowerCase() ?? "")
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
  if (isEmergency(tidy)) return "emergency";
  if (tidy.length <= LONGEST_SHORT_NUMBER) return "short";
  if (!tidy.startsWith("+")) return "no-country-code";
  if (tidy.length > LONGEST_E164) return "too-long";

  const place = placeInPlan(tidy);
  if (!place) return "unknown-country-code";

  return lengthRefusal(place) ?? policyRefusal(tidy as PhoneNumber, place, policy);
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

function isEmergency(tidy: string): boolean {
  const digits = tidy.replace("+", "");
  const national = placeInPlan(tidy)?.national;

  return (
    EMERGENCY_NUMBERS.includes(digits) || (national !== undefined && EMERGENCY_NUMBERS.includes(national))
  );
}

interface PlaceInPlan {
  readonly row: NumberingPlanRow;
  readonly national: string;
}

/** No calling code begins another, so at most one row matches. */
function placeInPlan(number: string): PlaceInPlan | undefined {
  const row = NUMBERING_PLAN.find(([code]) => number.startsWith(`+${code}`));

  return row && { row, national: number.slice(row[0].length + 1) };
}

function lengthRefusal({ row: [, , lengths], national }: PlaceInPlan): NumberRefusal | undefined {
  if (lengths.includes(national.length)) return undefined;
  if (national.length < Math.min(...lengths)) return national.length <= 4 ? "short" : "too-short";

  return national.length > Math.max(...lengths) ? "too-long" : "not-possible";
}

function policyRefusal(
  number: PhoneNumber,
  place: PlaceInPlan,
  policy: NumberPolicy,
): NumberRefusal | undefined {
  const { row, national } = place;
  if (policy.premiumNumbers === "refuse" && row[3] !== "" && new RegExp(`^(?:${row[3]})$`).test(national)) {
    return "premium";
  }

  return policy.allowedCountries?.includes(countryOf(number)) === false ? "country-not-allowed" : undefined;
}
