import { describe, expect, it } from "vitest";
import { withStack } from "../../support/stack.ts";
import { BAD_INPUT } from "./cases/index.ts";
import { withCollectedLogs } from "./lawful.ts";
import { runCase } from "./run-case.ts";

const stack = withStack();
const logs = withCollectedLogs();

describe.each(BAD_INPUT.map(({ title, cases }) => [title, cases] as const))("bad input: %s", (_, cases) => {
  it.each(cases.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
    await runCase(stack, logs, subject);
  });
});

describe("bad input", () => {
  it("changes no object that other requests use", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
