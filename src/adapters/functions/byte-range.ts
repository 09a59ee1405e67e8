import type { Span } from "../../ports/recordings.ts";
import { RANGE_PARAMETERS } from "./parameter-catalogue.ts";
import { type FunctionEvent, readParameters } from "./parameters.ts";

/**
 * Most bytes of one answer. How large an answer Twilio's Functions may give is documented nowhere; this stays far
 * below the 4.5 MB that are left of AWS Lambda's 6 MB once bytes are written as Base64. Four minutes of MP3.
 */
const LARGEST_PART = 1_048_576;

export type RangeRead = { readonly kind: "span"; readonly span: Span } | { readonly kind: "invalid" };

/**
 * The bytes asked for, by the parameter `range` or the header `Range`, both as in `bytes=0-1023`: RFC 9110,
 * section 14. A web page uses the parameter, because Twilio's answer to a preflight does not allow the header.
 * Asking for everything, or for more than one answer holds, is asking for as much as it holds.
 */
export function readRange(event: FunctionEvent): RangeRead {
  const { values } = readParameters(event, RANGE_PARAMETERS);
  const text = values.range ?? headerOf(event);
  if (text === undefined) return { kind: "span", span: { start: 0, length: LARGEST_PART } };

  const [, from, to] = /^\s*bytes=(\d{1,12})-(\d{0,12})\s*$/.exec(text) ?? [];
  if (from === undefined) return { kind: "invalid" };
  const start = Number(from);
  const end = to ? Number(to) : Number.POSITIVE_INFINITY;

  return end < start
    ? { kind: "invalid" }
    : { kind: "span", span: { start, length: Math.min(end - start + 1, LARGEST_PART) } };
}

function headerOf({ request }: FunctionEvent): string | undefined {
  const header = request?.headers?.range;

  return typeof header === "string" ? header : undefined;
}
