import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readArguments, wholeNumber } from "../scripts/arguments.ts";

class Ended extends Error {
  constructor(readonly code: unknown) {
    super(`The program ended with ${code}`);
  }
}

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, "log").mockImplementation((text) => void said.push(text));
  vi.spyOn(console, "error").mockImplementation((text) => void said.push(text));
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Ended(code);
  });
});
afterEach(() => vi.restoreAllMocks());

const read = (...args: string[]) =>
  readArguments(
    {
      command: "npm run bench",
      usage: "npm run bench -- [load]",
      options: { write: { type: "boolean" }, seeds: { type: "string", default: "100" } },
      takes: (word) => word === "load",
    },
    args,
  );

describe("a program of this repository", () => {
  it("reads what it takes", () => {
    expect(read("load", "--write", "--seeds", "7")).toMatchObject({
      words: ["load"],
      values: { write: true, seeds: "7" },
    });
    expect(read()).toMatchObject({ words: [], values: { seeds: "100" } });
    expect(wholeNumber("7", "--seeds")).toBe(7);
  });

  it.each([["--help"], ["-h"], ["load", "--help"]])(
    "says with %s what there is, and ends well",
    (...args) => {
      expect(() => read(...args)).toThrow(new Ended(0));
      expect(said).toStrictEqual(["npm run bench -- [load]"]);
    },
  );

  it.each([
    [["--wirte"], /^Unknown option '--wirte'\. npm run bench -- --help says what there is\.$/],
    [["laod"], /^"laod" is not known\. /],
    [["--seeds"], /^Option '--seeds <value>' argument missing\. /],
    [["--write=yes"], /^Option '--write' does not take an argument\. /],
  ])("says in one line what is wrong with %j, and ends with 2", (args, words) => {
    expect(() => read(...args)).toThrow(new Ended(2));
    expect(said).toStrictEqual([expect.stringMatching(words)]);
  });

  it.each([["abc"], [""], ["-1"], ["1.5"]])("takes no %j for a number", (text) => {
    expect(() => wholeNumber(text, "--seeds")).toThrow(new Ended(2));
    expect(said).toStrictEqual([`--seeds takes a whole number, not "${text}".`]);
  });
});
