import { describe, it } from "vitest";
import { withStack } from "../../support/stack.ts";
import { SUCCESS } from "./cases/case.ts";
import { BAD_LUCK } from "./cases/index.ts";
import { TASKROUTER } from "./cases/luck.ts";
import { withCollectedLogs } from "./lawful.ts";
import { runCase } from "./run-case.ts";

const logs = withCollectedLogs();

describe("bad luck", () => {
  const stack = withStack();

  describe.each(BAD_LUCK.map(({ title, cases }) => [title, cases] as const))("%s", (_, cases) => {
    it.each(cases.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
      await runCase(stack, logs, subject);
    });
  });
});

describe("bad luck without a ledger", () => {
  const stack = withStack({ CALLBACK_LEDGER: "off" });
  const madeGood = TASKROUTER.cases.filter(({ answer }) => answer === SUCCESS);

  it.each(madeGood.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
    await runCase(stack, logs, subject);
  });
});
