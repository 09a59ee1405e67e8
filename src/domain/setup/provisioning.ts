import type { Json, JsonObject } from "../json.ts";

/** Part of the name of every resource that we make in an account. A resource without it belongs to somebody else. */
export const PRODUCT = "flex-callback-voicemail";

/** A resource in the account, with the part of its content that we decide. */
export interface Resource {
  readonly id: string;
  readonly content: JsonObject;
  /** What was chosen for it when it was made, such as a domain. */
  readonly details?: Readonly<Record<string, string>>;
  /** Fingerprint of the content that we wrote last, where that is known. */
  readonly lastWritten?: string;
}

export type Change =
  | { readonly kind: "create" }
  | { readonly kind: "update"; readonly id: string; readonly differences: readonly string[] }
  | { readonly kind: "keep"; readonly id: string }
  /** Somebody changed what we wrote. `isOutdated`: and we would write something new by now. */
  | {
      readonly kind: "edited";
      readonly id: string;
      readonly differences: readonly Difference[];
      readonly isOutdated: boolean;
    }
  /** The deployer's own: used, and never changed. */
  | { readonly kind: "external"; readonly id: string };

/** Fingerprints of a content that deployers edit: as it is, and as we would write it. */
export interface Fingerprints {
  readonly now: string;
  readonly desired: string;
}

/**
 * The change that gives the resource the desired content. Content that is not mentioned may be anything.
 *
 * @param fingerprints given where deployers edit the content: then what they changed is not overwritten
 */
export function decideChange(
  existing: Resource | undefined,
  desired: JsonObject,
  fingerprints?: Fingerprints,
): Change {
  if (!existing) return { kind: "create" };
  const { id, content, lastWritten } = existing;
  const differences = Object.keys(desired).filter((key) => !sameJson(content[key], desired[key]));
  if (differences.length === 0) return { kind: "keep", id };
  if (!fingerprints || lastWritten === fingerprints.now) return { kind: "update", id, differences };

  return {
    kind: "edited",
    id,
    differences: differencesBetween(content, desired),
    isOutdated: lastWritten !== fingerprints.desired,
  };
}

/** One place at which two contents differ. */
export interface Difference {
  readonly place: string;
  readonly now: Json | undefined;
  readonly desired: Json | undefined;
}

/** Where the contents differ, as deep as both have something there. A list's entries are known by their names. */
export function differencesBetween(
  now: Json | undefined,
  desired: Json | undefined,
  place = "",
): readonly Difference[] {
  if (sameJson(now, desired)) return [];
  const [ours, theirs] = [partsOf(desired), partsOf(now)];
  if (!ours || !theirs) return [{ place, now, desired }];
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])];

  return keys.flatMap((key) =>
    differencesBetween(theirs[key], ours[key], place === "" ? key : `${place}.${key}`),
  );
}

function partsOf(value: Json | undefined): Readonly<Record<string, Json | undefined>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return value as JsonObject;

  return Object.fromEntries(value.map((entry: Json, index) => [nameOf(entry) ?? String(index), entry]));
}

function nameOf(entry: Json): string | undefined {
  const { name, event } = Object(entry) as { name?: unknown; event?: unknown };

  return [name, event].find((each) => typeof each === "string") as string | undefined;
}

/** Equal whatever the order of the keys: Twilio returns them in an order of its own. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(inKeyOrder(one)) === JSON.stringify(inKeyOrder(other));
}

/** The same value with the keys of its objects in alphabetical order. */
export function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (typeof value !== "object" || value === null) return value;

  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, child]) => [key, inKeyOrder(child)]),
  );
}
