import type { Json, JsonObject } from "../json.ts";

/** Stands in the name of everything we make in an account: what does not bear it is somebody else's. */
export const PRODUCT = "flex-callback-voicemail";

/** A thing in the account, as far as we say what it should be like. */
export interface Resource {
  readonly id: string;
  readonly content: JsonObject;
  /** What was chosen for it when it was made, such as a domain. */
  readonly details?: Readonly<Record<string, string>>;
}

export type Change =
  | { readonly kind: "create" }
  | { readonly kind: "update"; readonly id: string; readonly differences: readonly string[] }
  | { readonly kind: "keep"; readonly id: string }
  /** Chosen by the deployer: used as it is. */
  | { readonly kind: "yours"; readonly id: string };

/** What it takes to have the thing as it should be. What we say nothing about may be anything. */
export function decideChange(existing: Resource | undefined, wanted: JsonObject): Change {
  if (!existing) return { kind: "create" };
  const { id, content } = existing;
  const differences = Object.keys(wanted).filter((key) => !sameJson(content[key], wanted[key]));

  return differences.length === 0 ? { kind: "keep", id } : { kind: "update", id, differences };
}

/** Equal whatever the order of the keys: Twilio gives them back in an order of its own. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, child]) => [key, inOrder(child)]),
  );
}
