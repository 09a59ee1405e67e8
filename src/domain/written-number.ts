// How networks, flows and people write a number, and what of that is no part of it.

/** What text processors and chats put into a number without anybody seeing it. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const HYPHENS = /[\u2010-\u2015\u2212]/g;

/** `x123`, `ext. 123`, `;ext=123` (RFC 3966), `,,123#` (pauses before the digits). */
const EXTENSION = /^(.*\d[)\s]*)(?:;ext=|[,;]+|x|ext(?:ension)?[.:]?)\s*(\d{1,9})#?$/i;

/** No number that somebody wrote is longer, however it is punctuated. */
const LONGEST_WRITTEN = 200;

/** The address apart from the extension, without what only says how to reach it. */
export function split(text: string): { readonly address: string; readonly extension?: string } {
  if (text.length > LONGEST_WRITTEN) return { address: text.trim() };
  const visible = decoded(text.normalize("NFKC").replace(INVISIBLE, "").replace(HYPHENS, "-"));
  const restored = /^\s+\d/.test(visible) ? `+${visible.trim()}` : visible.trim();
  const address = restored.replace(/^(?:tel|whatsapp):\s*/i, "");
  const [, number, extension] = EXTENSION.exec(address) ?? [];
  if (number !== undefined && extension !== undefined) return { address: number.trim(), extension };

  // RFC 3966: what follows the first semicolon are parameters.
  return { address: /^tel:/i.test(restored) ? address.replace(/;.*$/, "") : address };
}

/** Flows now and then encode a number that the widget encodes again. */
function decoded(text: string): string {
  if (!/^\s*(?:tel:)?%2b/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Removes punctuation between digits, the zero in brackets that is dialled within a country only, and the 1 that Mexican
 * networks still send before a mobile number.
 */
export function tidied(address: string): string {
  if (!/^\+?[\d\s().\-/]+$/.test(address)) return address;
  const country = /^\+\s*(\d+)[\s.\-/]*\(0\)/.exec(address)?.[1];
  const international =
    country !== undefined && !KEEPS_ITS_ZERO.includes(country) ? address.replace("(0)", "") : address;

  return international.replace(/[^\d+]/g, "").replace(/^\+521(\d{10})$/, "+52$1");
}

/** Italy, San Marino and the Vatican: their zero is part of the number. */
export const KEEPS_ITS_ZERO = ["39", "378", "379"];
