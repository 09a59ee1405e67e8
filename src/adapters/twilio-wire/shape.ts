import { isJsonObject } from "../../domain/json.ts";

/**
 * Reads a value that came from outside; `undefined`: it is not in this form. docs/decisions/0012 says why these are no
 * schemas.
 */
export type Read<Value> = (value: unknown) => Value | undefined;

type Reads = Readonly<Record<string, Read<unknown>>>;

/** What such readers read, by their names. */
type Values<Shape extends Reads> = {
  readonly [name in keyof Shape]: Exclude<ReturnType<Shape[name]>, undefined>;
};

export const text: Read<string> = (value) => (typeof value === "string" ? value : undefined);

export const flag: Read<boolean> = (value) => (typeof value === "boolean" ? value : undefined);

export const number: Read<number> = (value) =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A whole number, 0 or greater. */
export const count: Read<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;

export function oneOf<const Word extends string>(words: readonly Word[]): Read<Word> {
  return (value) => words.find((word) => word === value);
}

/** Reads it so, and what was read once more. */
export function as<Wire, Value>(read: Read<Wire>, then: (wire: Wire) => Value | undefined): Read<Value> {
  return (value) => {
    const wire = read(value);

    return wire === undefined ? undefined : then(wire);
  };
}

/** A list, each of whose parts is in that form. */
export function list<Value>(read: Read<Value>): Read<readonly Value[]> {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const parts = value.map(read).filter((part) => part !== undefined);

    return parts.length === value.length ? parts : undefined;
  };
}

/** An object in which each needed field is in its form. Others may be missing; one in another form counts as missing. */
export function fields<Needed extends Reads, Others extends Reads>(
  needed: Needed,
  others: Others,
): Read<Values<Needed> & Partial<Values<Others>>>;
export function fields<Needed extends Reads>(needed: Needed): Read<Values<Needed>>;
export function fields(needed: Reads, others: Reads = {}): Read<object> {
  return (value) => {
    if (!isJsonObject(value)) return undefined;
    const own = (name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);
    const found: Record<string, unknown> = {};
    for (const [name, read] of [...Object.entries(needed), ...Object.entries(others)]) {
      const field = read(own(name));
      if (field !== undefined) found[name] = field;
      else if (Object.hasOwn(needed, name)) return undefined;
    }

    return found;
  };
}
