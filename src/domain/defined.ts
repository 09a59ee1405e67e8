type Defined<T> = { readonly [key in keyof T]: Exclude<T[key], undefined> };

/** The object without the keys whose value is `undefined`. */
export function defined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
