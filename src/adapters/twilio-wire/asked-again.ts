import type { AskedAgain } from "../../domain/callback-request.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { toDate } from "./values.ts";

export function readAskedAgain(wire: readonly Json[]): readonly AskedAgain[] {
  return wire.flatMap((entry) => {
    const at = isJsonObject(entry) && typeof entry.at === "string" ? toDate(entry.at) : undefined;
    if (!at || !isJsonObject(entry)) return [];

    return [{ at, ...(typeof entry.message === "string" && { message: entry.message }) }];
  });
}

export function writeAskedAgain({ at, message }: AskedAgain): JsonObject {
  return { at: at.toISOString(), ...(message !== undefined && { message }) };
}
