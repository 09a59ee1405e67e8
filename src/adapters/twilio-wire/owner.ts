import type { JsonObject } from "../../domain/json.ts";
import { asSid } from "./sids.ts";
import { without } from "./values.ts";

const KEY = "callback_agent_sid";

/** Who is to be asked first. A flow may name them too: the workflow reads it, whoever wrote it. */
export function ownerIn({ [KEY]: sid }: JsonObject): string | undefined {
  return typeof sid === "string" ? asSid(sid, "WK") : undefined;
}

/** What cannot be read stays: it is the deployer's. */
export function withoutOwner(attributes: JsonObject): JsonObject {
  return ownerIn(attributes) === undefined ? attributes : without(attributes, [KEY]);
}

export function writeOwner(ownerId: string | undefined): JsonObject {
  return ownerId === undefined ? {} : { [KEY]: ownerId };
}
