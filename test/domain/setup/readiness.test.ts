import { describe, expect, test } from "vitest";
import {
  type Finding,
  type FunctionsProbe,
  fault,
  isReady,
  judgeActivities,
  judgeExternalWorkflow,
  judgeFunctions,
  judgeLedgerKey,
  judgeOutboundDialling,
  judgeRecordingAuth,
  judgeWorkflow,
  ready,
} from "../../../src/domain/setup/readiness.ts";

const UNKNOWN: Finding = { kind: "unknown", reason: "nobody answered" };
const ADVICE: Finding = { kind: "advice", problem: { code: "recordings-open" } };

function advice(code: "ledger-key-missing" | "ledger-key-differs"): Finding {
  return { kind: "advice", problem: { code } };
}

describe("an account is ready", () => {
  test.each([
    ["when every point is", [ready(), ready("1.0.0")], true],
    ["when there is advice", [ready(), ADVICE], true],
    ["not with a fault", [ready(), fault({ code: "plugin-not-loaded" })], false],
    ["not while a point is unknown", [ready(), UNKNOWN], false],
  ])("%s", (_, findings, expected) => {
    expect(isReady(findings.map((finding) => ({ point: "a point", finding })))).toBe(expected);
  });
});

describe("a point that is ready", () => {
  test("tells what was found, if there is something to tell", () => {
    expect(ready("1.0.0")).toStrictEqual({ kind: "ready", found: "1.0.0" });
    expect(ready()).toStrictEqual({ kind: "ready" });
  });
});

describe("the functions", () => {
  const asked = { kind: "asked-for-token" } as const;
  const letIn = { kind: "let-in" } as const;
  const failed = { kind: "failed", answer: "500" } as const;

  test.each<[string, FunctionsProbe, Finding]>([
    ["that ask for what they should", { withoutToken: asked, unsigned: asked }, ready()],
    ["that refuse an unsigned request in another way", { withoutToken: asked, unsigned: failed }, ready()],
    [
      "that take an unsigned request",
      { withoutToken: asked, unsigned: letIn },
      fault({ code: "create-callback-open" }),
    ],
    ["that need no token", { withoutToken: letIn, unsigned: asked }, fault({ code: "agent-functions-open" })],
    [
      "that fail",
      { withoutToken: failed, unsigned: asked },
      fault({ code: "agent-functions-failed", answer: "500" }),
    ],
  ])("%s", (_, probe, expected) => {
    expect(judgeFunctions(probe)).toEqual(expected);
  });
});

describe("other points", () => {
  test.each<[string, Finding, Finding]>([
    ["no activities", judgeActivities([]), fault({ code: "no-available-activity" })],
    ["only breaks", judgeActivities([{ available: false }]), fault({ code: "no-available-activity" })],
    ["one available activity", judgeActivities([{ available: false }, { available: true }]), ready()],
    ["a dialpad that is on", judgeOutboundDialling(true), ready()],
    ["a dialpad that is off", judgeOutboundDialling(false), fault({ code: "outbound-dialling-off" })],
    ["no recording to try", judgeRecordingAuth(undefined), { kind: "ready", note: "no-recording-yet" }],
    ["a protected recording", judgeRecordingAuth(false), ready()],
    ["an open recording", judgeRecordingAuth(true), ADVICE],
    [
      "an external workflow that heeds delays",
      judgeExternalWorkflow([]),
      { kind: "ready", note: "workflow-is-external" },
    ],
    [
      "an external workflow that ignores delays",
      judgeExternalWorkflow([{ expression: "1==1" }]),
      {
        kind: "advice",
        problem: { code: "workflow-ignores-delays", missingFilters: [{ expression: "1==1" }] },
      },
    ],
    ["no key of the ledger", judgeLedgerKey(undefined, "k"), advice("ledger-key-missing")],
    ["the key that runs", judgeLedgerKey("k", "k"), { kind: "ready", note: "keep-ledger-key" }],
    [
      "a key before anything runs",
      judgeLedgerKey("k", undefined),
      { kind: "ready", note: "keep-ledger-key" },
    ],
    ["another key than the one that runs", judgeLedgerKey("k", "l"), advice("ledger-key-differs")],
    ["our workflow as it should be", judgeWorkflow([]), ready()],
    [
      "our workflow with other delays",
      judgeWorkflow(["configuration"]),
      { kind: "advice", problem: { code: "workflow-differs" } },
    ],
  ])("%s", (_, finding, expected) => {
    expect(finding).toEqual(expected);
  });
});
