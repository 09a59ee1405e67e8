/** Replaces secrets and personal data in a log. */
export const MASK = "[masked]";

/** Details with these names are always masked, whatever their value. */
const SECRET_NAME = /token|secret|password|authori[sz]ation|transcript(ion)?(text)?$/i;

/**
 * A phone number: at least seven digits with only punctuation between them. A letter beside the digits excludes ids and
 * times.
 */
const NUMBER = /(?<![a-z\d])(?:\+|%2B)?\d(?:[\s().\-/]*\d){6,}(?![a-z\d])/gi;

/** A signed or encrypted token (JWT, JWE), or an account's auth token: 32 hex digits without an id's prefix. */
const TOKEN = /(?<!\w)(?:eyJ[\w-]+(?:\.[\w-]*)+|[0-9a-f]{32}(?!\w))/gi;

/** Masks phone numbers and tokens in the text. The last two digits of a number stay, so that one can tell calls apart. */
export function maskedText(text: string): string {
  return text.replace(TOKEN, MASK).replace(NUMBER, (number) => `${MASK}${number.slice(-2)}`);
}

/** The value of a log detail, masked as its name or its content requires. */
export function maskedDetail<Value>(name: string, value: Value): Value | string {
  if (value === undefined || value === null || typeof value === "boolean") return value;
  if (SECRET_NAME.test(name)) return MASK;

  const text = String(value);
  const masked = maskedText(text);

  return masked === text ? value : masked;
}
