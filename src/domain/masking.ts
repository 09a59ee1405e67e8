/** What stands in a log in place of what must not be read there. */
export const MASK = "[masked]";

/** Names of details whose values are never written, whatever they look like. */
const SECRET_NAME = /token|secret|password|authori[sz]ation|transcript(ion)?(text)?$/i;

/** Seven digits or more with nothing but punctuation between them. In an id or a time, letters stand beside them. */
const NUMBER = /(?<![a-z\d])(?:\+|%2B)?\d(?:[\s().\-/]*\d){6,}(?![a-z\d])/gi;

/** A signed or encrypted token (JWT, JWE), and an account's auth token: 32 hex digits without an id's prefix. */
const TOKEN = /(?<!\w)(?:eyJ[\w-]+(?:\.[\w-]*)+|[0-9a-f]{32}(?!\w))/gi;

/** The text without telephone numbers and tokens; of a number its last two digits stay, to tell calls apart. */
export function maskedText(text: string): string {
  return text.replace(TOKEN, MASK).replace(NUMBER, (number) => `${MASK}${number.slice(-2)}`);
}

/** The value of a detail as it may stand in a log under this name. */
export function maskedDetail<Value>(name: string, value: Value): Value | string {
  if (value === undefined || value === null || typeof value === "boolean") return value;
  if (SECRET_NAME.test(name)) return MASK;

  const text = String(value);
  const masked = maskedText(text);

  return masked === text ? value : masked;
}
