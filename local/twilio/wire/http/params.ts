import { badRequest } from "../../refusal.ts";

/** Reads a form or query as Twilio does. Wrong values are refused with 400; the words of the refusal are unverified. */
export class Params {
  readonly #search: URLSearchParams;

  constructor(search: URLSearchParams) {
    this.#search = search;
  }

  text(name: string): string | undefined {
    return this.#search.get(name) ?? undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") throw badRequest(`${name} field is required`);

    return value;
  }

  integer(name: string): number | undefined {
    return this.#read(name, /^-?\d{1,15}$/, Number);
  }

  boolean(name: string): boolean | undefined {
    return this.#read(name, /^(true|false)$/i, (text) => text.toLowerCase() === "true");
  }

  /** Reads ISO 8601 with a zone. Returns milliseconds since 1970. */
  time(name: string): number | undefined {
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
    const time = this.#read(name, form, (text) => Date.parse(text));
    if (Number.isNaN(time)) throw badRequest(`${name} is not valid`);

    return time;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw badRequest(`${name} is not valid`);

    return found;
  }

  /** All values of a repeated parameter. */
  all(name: string): readonly string[] {
    return this.#search.getAll(name);
  }

  /** All values of a parameter that is repeated or joined by commas: clients send both. */
  list(name: string): readonly string[] {
    return this.#search.getAll(name).flatMap((value) => value.split(","));
  }

  #read<T>(name: string, form: RegExp, convert: (text: string) => T): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!form.test(value)) throw badRequest(`${name} is not valid`);

    return convert(value);
  }
}
