import { isJsonObject, type JsonObject, parseJson } from "../../domain/json.ts";
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

/** Reads what was given for a parameter. The value is `undefined` if nothing was. */
export type Reader<Value> = (given: unknown) => Reading<Value>;

export type Reading<Value> =
  | { readonly kind: "value"; readonly value: Value }
  /** What is wrong, in words that follow the parameter's name. */
  | { readonly kind: "fault"; readonly fault: string };

/** A parameter of a function. What it means is written beside how it is read, for docs/http.md. */
export interface Parameter<Value = unknown> {
  readonly read: Reader<Value>;
  readonly description: string;
  readonly example: string;
}

export type Parameters<Catalogue extends Shape> = {
  readonly [name in keyof Catalogue]: ValueOf<Catalogue[name]>;
};
type Shape = Readonly<Record<string, Parameter>>;
export type ValueOf<Entry extends Parameter> = Entry extends Parameter<infer Value> ? Value : never;

export interface ParametersRead<Catalogue extends Shape> {
  /** The values of the parameters without a fault. */
  readonly values: Partial<Parameters<Catalogue>>;
  /** What is wrong with each parameter. Empty: nothing. */
  readonly faults: Readonly<Record<string, string>>;
}

/** Reads each parameter by itself, so that one fault does not hide another. It ignores other parameters. */
export function readParameters<Catalogue extends Shape>(
  event: FunctionEvent,
  catalogue: Catalogue,
): ParametersRead<Catalogue> {
  const values: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const [name, { read }] of Object.entries(catalogue)) {
    const reading = read(Object.hasOwn(event, name) ? event[name] : undefined);
    if (reading.kind === "fault") faults[name] = reading.fault;
    else if (reading.value !== undefined) values[name] = reading.value;
  }

  return { values: values as Partial<Parameters<Catalogue>>, faults };
}

/** Text that may be absent. Empty text counts as absent: a flow's template is empty if it has no value. */
export const optionalText: Reader<string | undefined> = (given) => {
  if (isAbsent(given)) return taken(undefined);

  return typeof given === "string" || Number.isFinite(given)
    ? taken(String(given))
    : wrong("must be given once, as text");
};

/** Text, without a fault: whatever else is given counts as absent. */
export const textIfAny: Reader<string | undefined> = (given) =>
  taken(typeof given === "string" ? given : undefined);

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

export const optionalFlag: Reader<boolean | undefined> = (given) => {
  if (isAbsent(given)) return taken(undefined);
  const word =
    typeof given === "string" || typeof given === "boolean" ? String(given).trim().toLowerCase() : "";
  if (TRUE_WORDS.includes(word)) return taken(true);

  return FALSE_WORDS.includes(word) ? taken(false) : wrong("must be true or false");
};

const TRUE_WORDS = ["true", "yes", "1", "on"];
const FALSE_WORDS = ["false", "no", "0", "off"];

/** Twilio writes small digits; senders that write capitals mean the same. https://www.twilio.com/docs/glossary/what-is-a-sid */
export function optionalSid(prefix: string): Reader<string | undefined> {
  return refined(`must be a SID: ${prefix} and 32 hexadecimal digits`, (text) => asSid(text, prefix));
}

export function requiredSid(prefix: string): Reader<string> {
  return required(optionalSid(prefix));
}

export function optionalOneOf<Word extends string>(words: readonly Word[]): Reader<Word | undefined> {
  return refined(`must be one of: ${words.join(", ")}`, (text) => words.find((word) => word === text.trim()));
}

export function requiredOneOf<Word extends string>(words: readonly Word[]): Reader<Word> {
  return required(optionalOneOf(words));
}

/** Levels of objects and lists. No task's attributes need as many, and whatever walks through them can. */
const DEEPEST = 32;

function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return true;

  return depth < DEEPEST && Object.values(value).every((part) => isShallow(part, depth + 1));
}

/** A JSON object, as text or already parsed by the runtime. */
export const optionalObject: Reader<JsonObject | undefined> = (given) => {
  if (isAbsent(given)) return taken(undefined);
  const object = typeof given === "string" ? parseJson(given) : given;
  if (!isJsonObject(object)) return wrong("must be a JSON object");

  return isShallow(object) ? taken(object) : wrong(`must have ${DEEPEST} levels at most`);
};

/** Text that must be given, and be right. */
export function checkedText(wanted: string, isRight: (text: string) => boolean): Reader<string> {
  return (given) => (typeof given === "string" && isRight(given) ? taken(given) : wrong(wanted));
}

function required<Value>(optional: Reader<Value | undefined>): Reader<Value> {
  return (given) => {
    const reading = optional(given);
    if (reading.kind === "fault") return reading;

    return reading.value === undefined ? wrong("is required") : taken(reading.value);
  };
}

/** Text that `read` converts to a value. `undefined` from `read` is the fault. */
function refined<Value>(fault: string, read: (text: string) => Value | undefined): Reader<Value | undefined> {
  return (given) => {
    const text = optionalText(given);
    if (text.kind === "fault" || text.value === undefined) return text as Reading<undefined>;
    const value = read(text.value);

    return value === undefined ? wrong(fault) : taken(value);
  };
}

function isAbsent(given: unknown): given is undefined | null | "" {
  return given === undefined || given === null || given === "";
}

function taken<Value>(value: Value): Reading<Value> {
  return { kind: "value", value };
}

function wrong(fault: string): Reading<never> {
  return { kind: "fault", fault };
}
