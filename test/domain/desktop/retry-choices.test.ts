import { describe, expect, it } from "vitest";
import { type HoldingRules, retryChoices } from "../../../src/domain/desktop/retry-choices.ts";
import { DELAY_LADDER } from "../../../src/domain/retry/retry-delays.ts";
import { anAttempt, anId, aRequest, aRouting } from "../../support/requests.ts";

const routing = aRouting({ workflowId: anId("WW") });
const called = aRequest({ routing, attempts: [anAttempt({ number: 1 })] });
const RULES: HoldingRules = {
  maxAttempts: 3,
  retryDelays: { byAttempt: [900, 3_600] },
  holdingWorkflows: [anId("WW")],
};

describe("when an agent may have a contact called again", () => {
  it("is after any delay of the ladder, or as usual, the shortest first", () => {
    expect(retryChoices(called, RULES)).toStrictEqual({
      delays: [600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800],
      usual: 900,
    });
  });

  it("names each delay once", () => {
    const rules = { ...RULES, retryDelays: { byAttempt: [3_600] } };

    expect(retryChoices(called, rules)).toStrictEqual({ delays: DELAY_LADDER, usual: 3_600 });
  });

  it.each<[string, HoldingRules]>([
    ["its workflow does not hold requests back", { ...RULES, holdingWorkflows: [anId("WW", 2)] }],
    ["nobody knows which workflows do", { maxAttempts: 3, retryDelays: { byAttempt: [900] } }],
    ["nobody knows how many attempts there are", { ...RULES, maxAttempts: 0 }],
    ["nobody knows the usual delay", { maxAttempts: 3, holdingWorkflows: [anId("WW")] }],
    ["its attempts are used up", { ...RULES, maxAttempts: 1 }],
  ])("is not to be promised where %s", (_, rules) => {
    expect(retryChoices(called, rules)).toBeUndefined();
  });

  it("is not to be promised where the request names no workflow", () => {
    expect(retryChoices({ ...called, routing: aRouting() }, RULES)).toBeUndefined();
  });

  it.each([
    [2, 2, false],
    [2, 3, true],
    [5, undefined, false],
    [4, undefined, true],
  ])("after %s put-backs without a call, of at most %s: %s", (putBacks, maxPutBacks, may) => {
    const rules = { ...RULES, ...(maxPutBacks !== undefined && { maxPutBacks }) };

    expect(retryChoices(aRequest({ routing, putBacks }), rules) !== undefined).toBe(may);
  });
});
