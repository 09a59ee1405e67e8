type Defined<T> = { readonly [key in keyof T]: Exclude<T[key], undefined> };

/** The object without the keys whose value is `undefined`. A loop, because each request does this a dozen times. */
export function defined<T extends object>(object: T): Defined<T> {
  const kept: Partial<T> = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    if (object[key] !== undefined) kept[key] = object[key];
  }

  return kept as Defined<T>;
}
