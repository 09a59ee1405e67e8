import {
  callingCodeOf,
  type NumberPolicy,
  type NumberRefusal,
  type PhoneNumber,
  readNumber,
} from "../phone-number.ts";
import { KEEPS_ITS_ZERO } from "../written-number.ts";

/** What somebody keyed on the telephone instead of their own number. */
export type KeyedNumber =
  | { readonly kind: "number"; readonly number: PhoneNumber }
  | { readonly kind: "refused"; readonly reason: NumberRefusal };

/**
 * Reads a number keyed without a plus sign. A number that begins with an international prefix says its country; every
 * other one is in the country of the number that was called, with or without the digit that is dialled before it there.
 */
export function readKeyedNumber(
  keys: string,
  called: PhoneNumber | undefined,
  policy: NumberPolicy,
): KeyedNumber {
  const readings = candidates(keys, called).map((text) => readNumber(text, policy));
  const read = readings.find(({ kind }) => kind === "number");
  if (read?.kind === "number") return { kind: "number", number: read.number };
  // What is forbidden is told before what is only mistyped.
  const reasons = readings.map((each) => (each.kind === "refused" ? each.reason : "not-a-number"));

  return {
    kind: "refused",
    reason: reasons.find((reason) => FORBIDDEN.includes(reason)) ?? reasons[0] ?? "empty",
  };
}

const FORBIDDEN: readonly NumberRefusal[] = ["emergency", "premium", "country-not-allowed"];

/** How people dial abroad: from most countries, from North America, from Japan, from Australia. */
const INTERNATIONAL = /^(?:011|010|0011|00)(?=[1-9]\d{6})/;

function candidates(keys: string, called: PhoneNumber | undefined): readonly string[] {
  if (keys === "") return [];
  const code = called && callingCodeOf(called);
  const abroad = INTERNATIONAL.test(keys) ? [`+${keys.replace(INTERNATIONAL, "")}`] : [];
  if (code === undefined) return [...abroad, `+${keys}`];

  return [...abroad, `+${code}${withoutTrunkPrefix(keys, code)}`, `+${keys}`];
}

function withoutTrunkPrefix(keys: string, code: string): string {
  if (code === "7") return keys.replace(/^8(?=\d{10}$)/, "");

  return KEEPS_ITS_ZERO.includes(code) ? keys : keys.replace(/^0/, "");
}
