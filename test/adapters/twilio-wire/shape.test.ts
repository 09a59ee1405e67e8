import { describe, expect, it } from "vitest";
import {
  as,
  count,
  fields,
  flag,
  list,
  number,
  oneOf,
  type Read,
  text,
} from "../../../src/adapters/twilio-wire/shape.ts";

describe("a value from outside", () => {
  it.each<[string, Read<unknown>, unknown]>([
    ["text", text, ""],
    ["true or false", flag, false],
    ["a number", number, -1.5],
    ["a whole number", count, 0],
    ["one of some words", oneOf(["callback", "voicemail"]), "voicemail"],
    ["a list", list(text), ["a", "b"]],
    ["an empty list", list(text), []],
    ["an object", fields({ a: text }), { a: "1" }],
    ["an object that may lack a field", fields({ a: text }, { b: count }), { a: "1" }],
    ["an object with nothing that it needs", fields({}), {}],
  ])("is read as it is: %s", (_, read, value) => {
    expect(read(value)).toStrictEqual(value);
  });

  it.each<[string, Read<unknown>, readonly unknown[]]>([
    ["text", text, [undefined, null, 1, {}]],
    ["true or false", flag, [undefined, "true", 1]],
    ["a number", number, [undefined, "1", Number.NaN, Number.POSITIVE_INFINITY]],
    ["a whole number", count, [undefined, "1", 1.5, -1, 2 ** 53]],
    ["one of some words", oneOf(["callback"]), [undefined, "voicemail", ["callback"]]],
    ["a list", list(text), [undefined, "a", { 0: "a", length: 1 }, ["a", 1]]],
    ["an object", fields({ a: text }), [undefined, null, "a", [], {}, { a: 1 }]],
    ["what it inherits", fields({ toString: (value: unknown) => value }), [{}]],
  ])("is not read in another form: %s", (_, read, values) => {
    expect(values.map(read)).toStrictEqual(values.map(() => undefined));
  });

  it("has no field that nobody asked for, and lacks one of another form that it does not need", () => {
    expect(fields({ a: text }, { b: count })({ a: "1", b: "two", c: 3 })).toStrictEqual({ a: "1" });
  });

  it("is read once more by what it means", () => {
    const moment = as(text, (given) => (given === "" ? undefined : given.length));

    expect([moment("four"), moment(""), moment(4)]).toStrictEqual([4, undefined, undefined]);
  });
});
