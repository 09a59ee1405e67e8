/** A value that survives a round trip through JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** How many bytes the value takes as UTF-8 JSON text, without white space. */
export function jsonBytes(value: JsonObject): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}

/** `undefined`: the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
