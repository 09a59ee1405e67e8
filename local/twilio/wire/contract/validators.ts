import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import ajvFormats from "ajv-formats";
import type { Operation } from "./documents.ts";
import { ERROR_BODY } from "./handwritten.ts";
import { harden, hardenedDefinitions } from "./harden.ts";

export type Checked = "path" | "query" | "body" | "header";

/** v2010 dates: `Wed, 14 May 2014 18:50:02 +0000`. */
const RFC_2822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/;

/** Twilio's own formats, which add nothing to the type. */
const UNCHECKED_FORMATS = [
  "uri-map",
  "phone-number",
  "currency",
  "iso-country-code",
  "ice-server",
  "endpoint",
  "twiml",
  "phone-number-capabilities",
];

/** In forms, text represents numbers and booleans. JSON has types of its own. */
const forms = makeAjv("array");
const json = makeAjv(false);
const compiled = new Map<string, ValidateFunction | undefined>();
const errorBody = json.compile(ERROR_BODY);

/** The validator for one part of a request. `undefined`: the operation declares nothing about it. */
export function requestValidator(operation: Operation, part: Checked): ValidateFunction | undefined {
  return remember(`${operation.name} ${part}`, () => {
    const schema = part === "body" ? bodySchema(operation) : parametersSchema(operation, part);
    const instance = part === "body" && bodyType(operation) === "application/json" ? json : forms;
    return schema ? compile(instance, operation, schema, "request") : undefined;
  });
}

export function answerValidator(operation: Operation, status: number): ValidateFunction | undefined {
  return remember(`${operation.name} ${status}`, () => {
    const declared = operation.declared.responses[String(status)]?.content;
    const schema = Object.entries(declared ?? {}).find(([type]) => type.endsWith("json"))?.[1].schema;
    return schema ? compile(json, operation, schema, "answer") : undefined;
  });
}

export function errorBodyValidator(): ValidateFunction {
  return errorBody;
}

/** The media type of an operation's body. */
export function bodyType(operation: Operation): string | undefined {
  return Object.keys(operation.declared.requestBody?.content ?? {})[0];
}

export function declaresHeader(operation: Operation, name: string): boolean {
  return operation.parameters.some((each) => each.in === "header" && each.name.toLowerCase() === name);
}

/** A sentence about the fault. It never quotes the value, which may be a phone number. */
export function describe(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  const named = params.additionalProperty ?? params.missingProperty;

  return named === undefined ? (error.message ?? error.keyword) : `${error.message}: ${String(named)}`;
}

function makeAjv(coerceTypes: false | "array"): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes });
  ajvFormats.default(ajv);
  ajv.addFormat("date-time-rfc-2822", RFC_2822);
  ajv.addFormat("uri", (text) => text === "" || /^(https?:\/\/|\/)\S*$/.test(text));
  ajv.addFormat("http-method", /^(GET|POST|HEAD|PUT|PATCH|DELETE)$/);
  for (const name of UNCHECKED_FORMATS) ajv.addFormat(name, true);

  return ajv;
}

function remember(key: string, make: () => ValidateFunction | undefined): ValidateFunction | undefined {
  if (!compiled.has(key)) compiled.set(key, make());

  return compiled.get(key);
}

/** The schema of the body. If the file declares no property at all, it does not describe the body. */
function bodySchema(operation: Operation): unknown {
  const schema = Object.values(operation.declared.requestBody?.content ?? {})[0]?.schema;
  const { properties } = (schema ?? {}) as { properties?: object };

  return properties && Object.keys(properties).length === 0 ? undefined : schema;
}

function parametersSchema(operation: Operation, part: Checked): unknown {
  const parameters = operation.parameters.filter((each) => each.in === part);

  return {
    type: "object",
    properties: Object.fromEntries(parameters.map((each) => [each.name, each.schema])),
    required: parameters.filter((each) => each.required).map((each) => each.name),
  };
}

function compile(
  ajv: Ajv,
  operation: Operation,
  schema: unknown,
  side: "request" | "answer",
): ValidateFunction {
  const { schemas } = operation.document.components;
  const hardened = harden(schema, side) as Record<string, unknown>;

  return ajv.compile({ ...hardened, $defs: hardenedDefinitions(schema, schemas, side) });
}
