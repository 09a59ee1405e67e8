import { describe, expect, it } from "vitest";
import { identityOf } from "../../src/domain/duplicates.ts";
import type { Attempt } from "../../src/domain/retry/attempt.ts";
import {
  isDecidedSince,
  isOlderThanTalk,
  requestsServed,
  type ServedCall,
  type ServedPolicy,
} from "../../src/domain/served.ts";
import { aNumber, aRequest } from "../support/requests.ts";

const CONTACT = aNumber("+14155550123");
const CALLED = aNumber("+14155550199");
const CALL: ServedCall = {
  taskId: "WT9",
  contact: CONTACT,
  calledNumber: CALLED,
  attributes: { direction: "inbound", department: "sales", skills: null },
  queuedAt: new Date("2026-03-02T11:00:00Z"),
  endedAt: new Date("2026-03-02T11:54:00Z"),
};
const JOIN: ServedPolicy = { duplicates: "join", defaultWorkflowId: "WW1" };
const aCallback = (details: Parameters<typeof aRequest>[0] = {}) =>
  aRequest({ contact: { kind: "number", number: CONTACT }, callerId: CALLED, attributes: {}, ...details });

describe("Which requests a call of their contact may have dealt with", () => {
  it("are those that a request would join in any workflow that takes callbacks", () => {
    const policy = { ...JOIN, callbackWorkflows: ["WW2"] };
    const inWorkflow = (workflowId?: string) =>
      identityOf(
        aCallback({
          routing: { channel: "voice", priority: 0, timeoutSeconds: 60, ...(workflowId && { workflowId }) },
        }),
        {},
        policy,
      );

    expect(requestsServed(CALL, policy)).toStrictEqual([inWorkflow(), inWorkflow("WW2")]);
  });

  it.each<[string, Partial<ServedPolicy>, number]>([
    ["those whose attribute is the same", { duplicatesBy: ["department"] }, 1],
    ["those whose attribute is told to be nothing", { duplicatesBy: ["skills"] }, 1],
    ["none where the call does not tell an attribute", { duplicatesBy: ["department", "language"] }, 0],
    ["none where many people share a number", { duplicates: "allow" }, 0],
    ["none where callbacks are to be kept", { whenServed: "keep" }, 0],
  ])("are %s", (_, policy, many) => {
    expect(requestsServed(CALL, { ...JOIN, ...policy })).toHaveLength(many);
  });

  it("are told apart by department", () => {
    const policy: ServedPolicy = { ...JOIN, duplicatesBy: ["department"] };
    const support = identityOf(aCallback({ attributes: { department: "support" } }), {}, policy);
    const sales = identityOf(aCallback({ attributes: { department: "sales" } }), {}, policy);

    expect(requestsServed(CALL, policy)).toStrictEqual([sales]);
    expect(requestsServed(CALL, policy)).not.toContainEqual(support);
  });
});

describe("What the contact asked for", () => {
  const before = new Date("2026-03-02T10:00:00Z");
  const during = new Date("2026-03-02T11:30:00Z");
  const routing = { channel: "voice", priority: 0, timeoutSeconds: 60 };
  const later = { ...routing, queuedSince: during };

  it.each<[string, Parameters<typeof aRequest>[0], boolean]>([
    ["before the call is older", { receivedAt: before, routing }, true],
    ["in that very moment is older", { receivedAt: CALL.queuedAt, routing }, true],
    [
      "in that very moment, and is tried again at a later place, is older",
      { receivedAt: CALL.queuedAt, routing: later },
      true,
    ],
    [
      "again in that very moment is older",
      { receivedAt: before, routing, askedAgain: [{ at: CALL.queuedAt }] },
      true,
    ],
    [
      "while the call waited, in its place, is older",
      { receivedAt: during, routing: { ...routing, queuedSince: CALL.queuedAt } },
      true,
    ],
    ["while they talked is not", { receivedAt: during, routing }, false],
    ["again while they talked is not", { receivedAt: before, routing, askedAgain: [{ at: during }] }, false],
    ["again before the call is older", { receivedAt: before, routing, askedAgain: [{ at: before }] }, true],
    ["before, and is tried again at a later place, is older", { receivedAt: before, routing: later }, true],
  ])("%s", (_, details, isOlder) => {
    expect(isOlderThanTalk({ request: aCallback(details) }, CALL)).toBe(isOlder);
  });
});

describe("Whether an agent has decided since they spoke", () => {
  it.each([
    ["not, while nobody did anything", {}, false],
    [
      "not, by a call that was placed before they spoke",
      { attempts: [calledAt("2026-03-02T10:30:00Z")] },
      false,
    ],
    [
      "not, by a call that was placed while they waited",
      { attempts: [calledAt("2026-03-02T11:30:00Z")] },
      false,
    ],
    ["by a call that was placed afterwards", { attempts: [calledAt("2026-03-02T12:30:00Z")] }, true],
    ["not, where they were told of an earlier talk", { servedAt: new Date("2026-03-02T10:00:00Z") }, false],
    ["where they were told of this talk", { servedAt: CALL.endedAt }, true],
  ] satisfies [string, Parameters<typeof aRequest>[0], boolean][])("%s", (_, details, isDecided) => {
    expect(isDecidedSince({ request: aCallback(details) }, CALL)).toBe(isDecided);
  });

  function calledAt(moment: string): Attempt {
    return { at: new Date(moment), agent: "Ann", number: 1 };
  }
});
