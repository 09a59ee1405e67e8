import * as z from "zod/mini";
import { isJsonObject, parseJson } from "../../domain/json.ts";
import { LONGEST_CHOSEN_DELAY } from "../../domain/retry/retry-delays.ts";
import { asSid } from "../twilio-wire/sids.ts";

/**
 * A request in the form of the Functions runtime: query parameters and body, merged, and beside them `request`.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 */
export interface FunctionEvent {
  readonly request?: { readonly headers?: Readonly<Record<string, unknown>> };
  readonly [parameter: string]: unknown;
}

/** A parameter of a function. What it means is written beside how it is read, for docs/http.md. */
export interface Parameter<Type extends z.core.$ZodType = z.core.$ZodType> {
  readonly type: Type;
  readonly description: string;
  readonly example: string;
}

export type Parameters<Catalogue extends Shape> = {
  readonly [name in keyof Catalogue]: z.infer<Catalogue[name]["type"]>;
};
type Shape = Readonly<Record<string, Parameter>>;

export interface ParametersRead<Catalogue extends Shape> {
  /** The values of the parameters without a fault. */
  readonly values: Partial<Parameters<Catalogue>>;
  /** What is wrong with each parameter. Empty: nothing. */
  readonly faults: Readonly<Record<string, string>>;
}

/** Reads each parameter by its own type, so that one fault does not hide another. It ignores other parameters. */
export function readParameters<Catalogue extends Shape>(
  event: FunctionEvent,
  catalogue: Catalogue,
): ParametersRead<Catalogue> {
  const values: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const [name, { type }] of Object.entries(catalogue)) {
    const read = z.safeParse(type, Object.hasOwn(event, name) ? event[name] : undefined);
    if (!read.success) faults[name] = read.error.issues[0]?.message ?? "is not valid";
    else if (read.data !== undefined) values[name] = read.data;
  }

  return { values: values as Partial<Parameters<Catalogue>>, faults };
}

/** Text that may be absent. Empty text counts as absent: a flow's template is empty if it has no value. */
export const optionalText = z.pipe(
  z.optional(z.union([z.string(), z.number(), z.null()], { error: "must be given once, as text" })),
  z.transform((value) => (value === undefined || value === null || value === "" ? undefined : String(value))),
);

/** Some senders write whole numbers as `5.0`. */
export const optionalWholeNumber = refined("must be a whole number", (text) =>
  /^\s*-?\d{1,15}(?:\.0+)?\s*$/.test(text) ? Number(text) : undefined,
);

const A_DAY_SECONDS = 86_400;

/** Of one call. Longer is none: another unit, or a clock that was set. */
export const optionalSeconds = refined(`must be a whole number of seconds, 0 to ${A_DAY_SECONDS}`, (text) =>
  /^\s*\d{1,5}\s*$/.test(text) && Number(text) <= A_DAY_SECONDS ? Number(text) : undefined,
);

export const optionalDelay = refined(
  `must be a whole number of seconds, 0 to ${LONGEST_CHOSEN_DELAY}`,
  (text) => (/^\s*\d{1,6}\s*$/.test(text) && Number(text) <= LONGEST_CHOSEN_DELAY ? Number(text) : undefined),
);

export const optionalNumber = refined("must be a number", (text) =>
  /^\s*\d{1,15}(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined,
);

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** RFC 2822, as Twilio's webhooks write it, and what the public plugin's panel sends: `Wed Jan 01 2025 10:00:00 GMT+0000 (…)`. */
const WRITTEN_OUT = [
  /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(:\d{2})? ([+-]\d{4}|GMT|UTC?|Z)$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2} GMT[+-]\d{4}/,
];

export const optionalDate = refined(
  "must be a date and time in ISO 8601, such as 2026-03-04T15:30:00Z",
  (text) => dateIn(text.trim()),
);

/** A date without a zone is in UTC, as the names of the parameters say. */
function dateIn(text: string): Date | undefined {
  const [, day, time, zone = "Z"] = ISO.exec(text) ?? [];
  if (day === undefined && !WRITTEN_OUT.some((form) => form.test(text))) return undefined;
  const date = new Date(day === undefined ? text : `${day}T${time}${zone.toUpperCase()}`);

  return Number.isNaN(date.getTime()) ? undefined : date;
}

export const optionalFlag = z.pipe(
  z.optional(z.union([z.boolean(), z.string(), z.null()], { error: "must be true or false" })),
  z.transform((value, context) => {
    if (value === undefined || value === null || value === "") return undefined;
    const word = String(value).trim().toLowerCase();
    if (TRUE_WORDS.includes(word)) return true;
    if (FALSE_WORDS.includes(word)) return false;
    context.issues.push({ code: "custom", message: "must be true or false", input: value });
    return z.NEVER;
  }),
);

const TRUE_WORDS = ["true", "yes", "1", "on"];
const FALSE_WORDS = ["false", "no", "0", "off"];

/** Twilio writes small digits; senders that write capitals mean the same. https://www.twilio.com/docs/glossary/what-is-a-sid */
export function optionalSid(prefix: string): ReturnType<typeof refined<string>> {
  return refined(`must be a SID: ${prefix} and 32 hexadecimal digits`, (text) => asSid(text, prefix));
}

export function requiredSid(prefix: string) {
  return required(optionalSid(prefix));
}

export function optionalOneOf<Word extends string>(words: readonly Word[]) {
  return refined(`must be one of: ${words.join(", ")}`, (text) => words.find((word) => word === text.trim()));
}

export function requiredOneOf<Word extends string>(words: readonly Word[]) {
  return required(optionalOneOf(words));
}

/** Levels of objects and lists. No task's attributes need as many, and whatever walks through them can. */
const DEEPEST = 32;

function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return true;

  return depth < DEEPEST && Object.values(value).every((part) => isShallow(part, depth + 1));
}

/** A JSON object, as text or already parsed by the runtime. */
export const optionalObject = z.pipe(
  z.optional(z.unknown()),
  z.transform((value, context) => {
    if (value === undefined || value === null || value === "") return undefined;
    const object = typeof value === "string" ? parseJson(value) : value;
    if (isJsonObject(object) && isShallow(object)) return object;
    const fault = isJsonObject(object) ? `must have ${DEEPEST} levels at most` : "must be a JSON object";
    context.issues.push({ code: "custom", message: fault, input: value });
    return z.NEVER;
  }),
);

/** Text that must be given, and be right. */
export function checkedText(wanted: string, isRight: (text: string) => boolean) {
  return z.string(wanted).check(z.refine(isRight, wanted));
}

function required<T>(optional: z.core.$ZodType<T | undefined>) {
  return z.pipe(
    optional,
    z.transform((value, context): T => {
      if (value !== undefined) return value;
      context.issues.push({ code: "custom", message: "is required", input: value });
      return z.NEVER;
    }),
  );
}

/** Text that `read` converts to a value. `undefined` from `read` is the fault. */
function refined<T>(fault: string, read: (text: string) => T | undefined) {
  return z.pipe(
    optionalText,
    z.transform((text, context) => {
      if (text === undefined) return undefined;
      const value = read(text);
      if (value !== undefined) return value;
      context.issues.push({ code: "custom", message: fault, input: text });
      return z.NEVER;
    }),
  );
}
