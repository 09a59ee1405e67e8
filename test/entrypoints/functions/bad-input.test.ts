import { describe, expect, it } from "vitest";
import { withStack } from "../../support/stack.ts";
import { NUMBERS } from "./cases/numbers.ts";
import { IDS, OBJECTS, PLAIN_PARAMETERS } from "./cases/parameters.ts";
import { SIZES } from "./cases/sizes.ts";
import { TASK_SIDS, TOKENS } from "./cases/tokens.ts";
import { withCollectedLogs } from "./lawful.ts";
import { runCase } from "./run-case.ts";

const stack = withStack();
const logs = withCollectedLogs();

describe.each([NUMBERS, SIZES, PLAIN_PARAMETERS, IDS, OBJECTS, TOKENS, TASK_SIDS])(
  "bad input: $title",
  ({ cases }) => {
    it.each(cases.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
      await runCase(stack, logs, subject);
    });
  },
);

describe("bad input", () => {
  it("changes no object that other requests use", () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
