import { describe, expect, it } from "vitest";
import { jsonBytes } from "../../../src/domain/json.ts";
import type { TaskState } from "../../../src/domain/task-state.ts";
import {
  carriedFrom,
  fittingIn,
  inLanguage,
  isStillWaiting,
  type WaitingCall,
} from "../../../src/domain/waiting/carried.ts";
import { expectedWaitSeconds, waitInWords } from "../../../src/domain/waiting/expected-wait.ts";
import { parseHours } from "../../../src/domain/waiting/hours.ts";
import { readKeyedNumber } from "../../../src/domain/waiting/keyed-number.ts";
import { type OfferFacts, type OfferPolicy, offersTo } from "../../../src/domain/waiting/offers.ts";
import { aNumber, anId } from "../../support/requests.ts";

const CALL: WaitingCall = {
  taskId: anId("WT"),
  state: "waiting",
  isAccepted: false,
  routing: { workflowId: anId("WW"), priority: 7, queuedSince: new Date("2026-03-02T12:00:00Z") },
  attributes: { skills: ["billing"], name: "Jane Doe" },
};

describe("The expected wait", () => {
  it.each([
    [{ waiting: 10, accepted: 30, windowSeconds: 900 }, 300, "ten are ahead, one is taken every 30 seconds"],
    [{ waiting: 0, accepted: 30, windowSeconds: 900 }, 0, "nobody waits"],
    [{ waiting: 10, accepted: 0, windowSeconds: 900 }, undefined, "nobody was taken: nobody can say"],
  ])("%o is %s seconds: %s", (figures, seconds, _) => {
    expect(expectedWaitSeconds(figures)).toBe(seconds);
  });

  it.each([
    [0, { kind: "a-minute" }],
    [60, { kind: "a-minute" }],
    [61, { kind: "minutes", minutes: 2 }],
    [600, { kind: "minutes", minutes: 10 }],
    [601, { kind: "minutes", minutes: 15 }],
    [55 * 60, { kind: "minutes", minutes: 55 }],
    [56 * 60, { kind: "an-hour" }],
    [60 * 60, { kind: "an-hour" }],
    [65 * 60, { kind: "an-hour-and-a-half" }],
    [90 * 60, { kind: "an-hour-and-a-half" }],
    [91 * 60, { kind: "hours", hours: 2 }],
    [121 * 60, { kind: "hours", hours: 3 }],
    [240 * 60, { kind: "hours", hours: 4 }],
    [241 * 60, { kind: "longer" }],
  ])("%s seconds is said as %o", (seconds, words) => {
    expect(waitInWords(seconds)).toStrictEqual(words);
  });
});

describe("A number that was keyed", () => {
  const called = {
    US: aNumber("+14155550199"),
    GB: aNumber("+442079460000"),
    DE: aNumber("+4930123456"),
    IT: aNumber("+390612345678"),
    RU: aNumber("+74951234567"),
    nowhere: undefined,
  };

  it.each([
    ["4155550100", "US", "+14155550100"],
    ["14155550100", "US", "+14155550100"],
    ["01144 2079460001".replace(" ", ""), "US", "+442079460001"],
    ["02079460001", "GB", "+442079460001"],
    ["2079460001", "GB", "+442079460001"],
    ["442079460001", "GB", "+442079460001"],
    ["0014155550100", "GB", "+14155550100"],
    ["030123457", "DE", "+4930123457"],
    ["0612345679", "IT", "+390612345679"],
    ["89161234567", "RU", "+79161234567"],
    ["8001234567", "RU", "+78001234567"],
    ["14155550100", "nowhere", "+14155550100"],
    ["0014155550100", "nowhere", "+14155550100"],
  ] as const)("%s to a number in %s is %s", (keys, country, number) => {
    expect(readKeyedNumber(keys, called[country], { premiumNumbers: "refuse" })).toStrictEqual({
      kind: "number",
      number,
    });
  });

  it.each([
    ["9005550100", "US", {}, "premium"],
    ["911", "US", {}, "emergency"],
    ["02079460001", "GB", { allowedCountries: ["US"] }, "country-not-allowed"],
    ["442079460001", "US", { allowedCountries: ["US"] }, "country-not-allowed"],
    ["415*", "US", {}, "not-a-number"],
    ["*4155550100#", "US", {}, "not-a-number"],
    ["41555", "US", {}, "too-short"],
    ["266696687", "nowhere", {}, "not-a-number"],
    ["", "US", {}, "empty"],
  ] as const)("%s to a number in %s is refused: %o, %s", (keys, country, policy, reason) => {
    expect(readKeyedNumber(keys, called[country], { premiumNumbers: "refuse", ...policy })).toStrictEqual({
      kind: "refused",
      reason,
    });
  });
});

describe("What is offered", () => {
  const POLICY: OfferPolicy = {
    callback: true,
    voicemail: true,
    fromSeconds: 120,
    fromLength: 5,
    timeZone: "UTC",
  };
  const FACTS: OfferFacts = { entry: "queue", canStay: true, canBeCalled: true, canRecord: true };
  const monday = new Date("2026-03-02T12:00:00Z");
  const both = { callback: true, voicemail: true, isClosed: false };
  const nothing = { callback: false, voicemail: false, isClosed: false };

  it.each<[string, Partial<OfferFacts>, Partial<OfferPolicy>, object]>([
    ["everything, if no threshold is set", { expectedSeconds: 1 }, { fromSeconds: 0, fromLength: 0 }, both],
    ["everything, from the expected wait on", { expectedSeconds: 120, waiting: 1 }, {}, both],
    ["everything, from the length on", { expectedSeconds: 10, waiting: 5 }, {}, both],
    ["nothing below both", { expectedSeconds: 119, waiting: 4 }, {}, nothing],
    [
      "everything to who has waited that long",
      { expectedSeconds: 10, waiting: 1, waitedSeconds: 120 },
      {},
      both,
    ],
    ["everything where nobody knows", {}, {}, both],
    ["nothing below the expected wait, where nobody knows the length", { expectedSeconds: 119 }, {}, nothing],
    ["nothing below the length, where nobody knows the wait", { waiting: 4 }, {}, nothing],
    [
      "nothing below the length, where no wait is set",
      { expectedSeconds: 500, waiting: 4 },
      { fromSeconds: 0 },
      nothing,
    ],
    [
      "nothing below the wait, where no length is set",
      { expectedSeconds: 119, waiting: 50 },
      { fromLength: 0 },
      nothing,
    ],
    [
      "everything to who was put through to leave a message",
      { entry: "voicemail", expectedSeconds: 1, waiting: 1 },
      {},
      both,
    ],
    [
      "no callback while too many are open",
      { openCallbacks: 3 },
      { maxOpen: 3 },
      { ...both, callback: false },
    ],
    ["a callback while fewer are open", { openCallbacks: 2 }, { maxOpen: 3 }, both],
    ["no callback where it is switched off", {}, { callback: false }, { ...both, callback: false }],
    ["no message where it is switched off", {}, { voicemail: false }, { ...both, voicemail: false }],
    ["no callback to who cannot be called", { canBeCalled: false }, {}, { ...both, callback: false }],
    ["no message where none can be recorded", { canRecord: false }, {}, { ...both, voicemail: false }],
    [
      "everything where there is nothing to wait for",
      { canStay: false, waiting: 0, expectedSeconds: 0 },
      {},
      both,
    ],
    [
      "everything when closed",
      { waiting: 0, expectedSeconds: 0 },
      { hours: hours("Su") },
      { ...both, isClosed: true },
    ],
  ])("%s", (_, facts, policy, offers) => {
    expect(offersTo({ ...FACTS, ...facts }, { ...POLICY, ...policy }, monday)).toStrictEqual(offers);
  });
});

describe("A call", () => {
  it.each<[TaskState, boolean]>([
    ["waiting", true],
    ["offered", true],
    ["assigned", false],
    ["wrap-up", false],
    ["completed", false],
    ["canceled", false],
  ])("that is %s still waits: %s", (state, waits) => {
    expect(isStillWaiting({ ...CALL, state })).toBe(waits);
  });

  it("waits no longer once an agent has accepted it, or once it is gone", () => {
    expect(isStillWaiting({ ...CALL, state: "offered", isAccepted: true })).toBe(false);
    expect(isStillWaiting(undefined)).toBe(false);
  });
});

describe("What a callback takes over from the call that it replaces", () => {
  const later = new Date("2026-03-02T12:05:00Z");

  it("is a place that is not in the future, though the queue's clock may be ahead", () => {
    const now = new Date("2026-03-02T11:59:59Z");

    expect(carriedFrom(CALL, [], now).queuedSince).toStrictEqual(now);
  });

  it("is its place, priority, attributes and conversation", () => {
    expect(carriedFrom(CALL, [], later)).toStrictEqual({
      priority: 7,
      queuedSince: new Date("2026-03-02T12:00:00Z"),
      attributes: { skills: ["billing"], name: "Jane Doe" },
      conversationId: anId("WT"),
    });
  });

  it("is its workflow, if that takes callbacks", () => {
    expect(carriedFrom(CALL, [anId("WW")], later).workflowId).toBe(anId("WW"));
  });

  it.each(["+1 (415) 555-0100", 7, null])("is no name that is only a number: %o", (name) => {
    expect(carriedFrom({ ...CALL, attributes: { name } }, [], later).attributes).toStrictEqual({});
  });

  it("is the language that was spoken", () => {
    expect(inLanguage({ attributes: { conversations: { case: "1" } } }, "de").attributes).toStrictEqual({
      conversations: { case: "1", language: "de" },
    });
  });

  it("is as many attributes as an address holds, the smallest first", () => {
    const carried = { priority: 1, attributes: { long: "x".repeat(500), skill: "billing" } };

    expect(fittingIn(100, carried)).toStrictEqual({ priority: 1, attributes: { skill: "billing" } });
    expect(fittingIn(1_000, carried)).toBe(carried);
    expect(fittingIn(jsonBytes(carried.attributes), carried)).toBe(carried);
    expect(fittingIn(jsonBytes({ skill: "billing" }), carried).attributes).toStrictEqual({
      skill: "billing",
    });
  });
});

function hours(text: string) {
  const read = parseHours(text);
  if (read.kind === "fault") throw new Error(`cannot read ${read.part}`);

  return read.hours;
}
