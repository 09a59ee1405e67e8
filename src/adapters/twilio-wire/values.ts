import type { JsonObject } from "../../domain/json.ts";

/** `undefined`: no date. The public solutions write dates in several forms. */
export function toDate(text: string): Date | undefined {
  const date = new Date(text);

  return Number.isNaN(date.getTime()) ? undefined : date;
}

export function pick(from: JsonObject, keep: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)));
}

export function without(from: JsonObject, names: readonly string[]): JsonObject {
  return pick(from, (key) => !names.includes(key));
}
