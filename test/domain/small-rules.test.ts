import { describe, expect, it } from "vitest";
import { kindOf, numberToDial } from "../../src/domain/callback-request.ts";
import { jsonBytes, parseJson } from "../../src/domain/json.ts";
import { isCallDue, isOpen, isWithAgent, mayEnd, type TaskState } from "../../src/domain/task-state.ts";
import { aNumber, aRequest, aVoicemail } from "../support/requests.ts";

describe("the state of a task", () => {
  it.each([
    ["waiting", { open: true, due: true, withAgent: false }],
    ["offered", { open: true, due: true, withAgent: false }],
    ["assigned", { open: true, due: true, withAgent: true }],
    ["wrap-up", { open: true, due: false, withAgent: true }],
    ["completed", { open: false, due: false, withAgent: false }],
    ["canceled", { open: false, due: false, withAgent: false }],
  ] satisfies [TaskState, object][])("%s: %o", (state, expected) => {
    expect({ open: isOpen(state), due: isCallDue(state), withAgent: isWithAgent(state) }).toStrictEqual(
      expected,
    );
  });
});

describe("a task that nobody has", () => {
  it.each([
    ["waiting", true, true],
    ["offered", false, true],
    ["assigned", false, false],
    ["wrap-up", false, false],
    ["completed", false, false],
    ["canceled", false, false],
  ] satisfies [TaskState, boolean, boolean][])(
    "may be ended, %s: %s; where an offer does not matter: %s",
    (state, may, mayEvenOffered) => {
      expect([mayEnd(state, false), mayEnd(state, true)]).toStrictEqual([may, mayEvenOffered]);
    },
  );
});

describe("a request", () => {
  it("is a voicemail when it has one, even a deleted one, and a callback otherwise", () => {
    expect(kindOf(aRequest())).toBe("callback");
    expect(kindOf(aRequest({ voicemail: aVoicemail() }))).toBe("voicemail");
    expect(kindOf(aRequest({ voicemail: aVoicemail({ deleted: true }) }))).toBe("voicemail");
  });

  it("has a number to dial only if the contact may be called", () => {
    expect(numberToDial(aRequest())).toBe(aNumber("+14155550100"));
    expect(numberToDial(aRequest({ contact: { kind: "withheld" } }))).toBeUndefined();
    expect(
      numberToDial(aRequest({ contact: { kind: "not-callable", address: "+14155550100" } })),
    ).toBeUndefined();
  });
});

describe("the size of attributes", () => {
  it.each([
    [{}, 2],
    [{ a: "b" }, 9],
    [{ a: "ü" }, 10],
    [{ a: "👩" }, 12],
    [{ a: '"' }, 10],
    [{ a: "\ud83d" }, 14],
  ])("%o takes %i bytes", (value, bytes) => {
    expect(jsonBytes(value)).toBe(bytes);
  });
});

describe("text that is to be JSON", () => {
  it.each([
    ['{"a":[1]}', { a: [1] }],
    ["null", null],
    ["{a:1}", undefined],
    ["", undefined],
  ])("%s is read as %o", (text, value) => {
    expect(parseJson(text)).toStrictEqual(value);
  });
});
