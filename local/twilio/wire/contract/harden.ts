type Json = Readonly<Record<string, unknown>>;

/** Keywords that do not affect validity, or that only OpenAPI has. */
const ANNOTATIONS = new Set([
  "default",
  "deprecated",
  "discriminator",
  "externalDocs",
  "nullable",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
]);

/**
 * Converts an OpenAPI schema to a hardened JSON Schema. The published files accept almost anything: they require no property
 * and allow every other, so `{}` is a valid task. Here an answer must have every declared property, and neither a request
 * nor an answer may have any other.
 */
export function harden(schema: unknown, side: "request" | "answer"): unknown {
  if (!isObject(schema)) return schema;
  if (typeof schema.$ref === "string") return { $ref: `#/$defs/${escapePointer(referredName(schema.$ref))}` };

  return nullable(closed(converted(schema, side), side), schema.nullable === true);
}

/** The schemas that `schema` refers to, hardened, by name. */
export function hardenedDefinitions(
  schema: unknown,
  schemas: Json,
  side: "request" | "answer",
): Readonly<Record<string, unknown>> {
  const definitions: Record<string, unknown> = {};
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === "$ref" && typeof child === "string" && !(referredName(child) in definitions)) {
        const name = referredName(child);
        definitions[name] = harden(schemas[name], side);
        collect(schemas[name]);
      }
      collect(child);
    }
  };
  collect(schema);

  return definitions;
}

function converted(schema: Json, side: "request" | "answer"): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(key) || key.startsWith("x-")) continue;
    if (key === "properties" && isObject(value))
      result[key] = mapValues(value, (child) => harden(child, side));
    else if (key === "allOf" || key === "anyOf" || key === "oneOf") {
      result[key] = (value as readonly unknown[]).map((child) => harden(child, side));
    } else if (key === "items" || key === "additionalProperties" || key === "not")
      result[key] = harden(value, side);
    else result[key] = value;
  }

  return result;
}

function closed(schema: Record<string, unknown>, side: "request" | "answer"): Record<string, unknown> {
  if (!isObject(schema.properties)) return schema;
  const open = "additionalProperties" in schema;

  return {
    ...schema,
    ...(open ? {} : { additionalProperties: false }),
    ...(side === "answer" ? { required: Object.keys(schema.properties) } : {}),
  };
}

function nullable(schema: Record<string, unknown>, allowed: boolean): unknown {
  if (!allowed || Object.keys(schema).length === 0) return schema;
  if (typeof schema.type !== "string") return { anyOf: [schema, { type: "null" }] };

  return {
    ...schema,
    type: [schema.type, "null"],
    ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}),
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapValues(object: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function referredName(reference: string): string {
  return reference.split("/").pop() ?? "";
}

function escapePointer(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}
