import type { AskedAgain } from "../../domain/callback-request.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { toDate, without } from "./values.ts";

export interface AskedAgainRead {
  readonly askedAgain: readonly AskedAgain[];
  /** Entries of a form that this version does not know. */
  readonly unread: readonly Json[];
}

export function readAskedAgain(wire: readonly Json[]): AskedAgainRead {
  return {
    askedAgain: wire.map(readEntry).filter((entry) => entry !== undefined),
    unread: wire.filter((entry) => readEntry(entry) === undefined),
  };
}

export function writeAskedAgain({ at, message, kept }: AskedAgain): JsonObject {
  return { ...kept, at: at.toISOString(), ...(message !== undefined && { message }) };
}

function readEntry(entry: Json): AskedAgain | undefined {
  if (!isJsonObject(entry)) return undefined;
  const at = typeof entry.at === "string" ? toDate(entry.at) : undefined;
  if (!at) return undefined;

  const kept = without(entry, typeof entry.message === "string" ? ["at", "message"] : ["at"]);

  return {
    at,
    ...(typeof entry.message === "string" && { message: entry.message }),
    ...(Object.keys(kept).length > 0 && { kept }),
  };
}
