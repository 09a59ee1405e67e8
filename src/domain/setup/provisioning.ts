import type { Json, JsonObject } from "../json.ts";

/** Part of the name of every resource that we make in an account. A resource without it belongs to somebody else. */
export const PRODUCT = "flex-callback-voicemail";

/** A resource in the account, with the part of its content that we decide. */
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
  /** The deployer's own: used, and never changed. */
  | { readonly kind: "external"; readonly id: string };

/** The change that gives the resource the desired content. Content that is not mentioned may be anything. */
export function decideChange(existing: Resource | undefined, desired: JsonObject): Change {
  if (!existing) return { kind: "create" };
  const { id, content } = existing;
  const differences = Object.keys(desired).filter((key) => !sameJson(content[key], desired[key]));

  return differences.length === 0 ? { kind: "keep", id } : { kind: "update", id, differences };
}

/** Equal whatever the order of the keys: Twilio returns them in an order of its own. */
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
