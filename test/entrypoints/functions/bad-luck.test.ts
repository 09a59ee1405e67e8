import { describe, it } from "vitest";
import { withStack } from "../../support/stack.ts";
import { LEDGER, REQUEUE, TASKROUTER, TOKEN_SERVICE } from "./cases/luck.ts";
import { withCollectedLogs } from "./lawful.ts";
import { runCase } from "./run-case.ts";

const stack = withStack();
const logs = withCollectedLogs();

describe.each(
  [TASKROUTER, TOKEN_SERVICE, LEDGER, REQUEUE].map((section) => [section.title, section.cases] as const),
)("bad luck: %s", (_, cases) => {
  it.each(cases.map((subject) => [subject.what, subject] as const))("%s", async (_, subject) => {
    await runCase(stack, logs, subject);
  });
});
