import { describe, expect, it } from "vitest";
import { zoneOf } from "../../../src/domain/desktop/local-zone.ts";
import { otherNumber } from "../../../src/domain/desktop/other-number.ts";
import { readableName } from "../../../src/domain/desktop/readable-name.ts";
import { isTranscriptExpected } from "../../../src/domain/desktop/transcript-expected.ts";
import { writtenOut } from "../../../src/domain/desktop/written-out.ts";
import { aNumber } from "../../support/requests.ts";

describe("the time zone of a number", () => {
  it.each([
    ["+4930123456", "Europe/Berlin"],
    ["+442071838750", "Europe/London"],
    ["+35312345678", "Europe/Dublin"],
    ["+81312345678", "Asia/Tokyo"],
    ["+14155550123", undefined],
    ["+61212345678", undefined],
  ])("of %s is %s", (number, zone) => {
    expect(zoneOf(aNumber(number))).toBe(zone);
  });
});

describe("a number that an agent writes", () => {
  const policy = { premiumNumbers: "refuse", allowedCountries: ["US", "DE"] } as const;

  it.each([
    ["+1 (415) 555-0177", { kind: "number", number: "+14155550177" }],
    ["+49 (0)30 123456", { kind: "number", number: "+4930123456" }],
    ["415 555 0177", { kind: "not-callable" }],
    ["112", { kind: "not-callable" }],
    ["anonymous", { kind: "not-callable" }],
    ["sip:ann@example.com", { kind: "not-callable" }],
    ["", { kind: "not-callable" }],
    ["+1 900 555 0177", { kind: "not-allowed" }],
    ["+33 6 12 34 56 78", { kind: "not-allowed" }],
  ])("%s is %o", (text, meaning) => {
    expect(otherNumber(text, policy)).toStrictEqual(meaning);
  });
});

describe("a number for people to read", () => {
  it.each([
    ["+14155550100", "+1 415-555-0100"],
    ["+4930123456", "+49 30 123 456"],
    ["+33612345678", "+33 612 345 678"],
    ["+35312345678", "+353 12 345 678"],
    ["+390612345678", "+39 0 612 345 678"],
  ])("%s is %s", (number, written) => {
    expect(writtenOut(aNumber(number))).toBe(written);
  });
});

describe("a transcript that is not there", () => {
  const now = new Date("2026-03-02T09:30:00.000Z");

  it.each([
    ["2026-03-02T09:20:00.001Z", true],
    ["2026-03-02T09:20:00.000Z", false],
    ["not a date", false],
  ])("of a message left at %s may still come: %s", (receivedAt, expected) => {
    expect(isTranscriptExpected({ receivedAt: new Date(receivedAt) }, now)).toBe(expected);
  });
});

describe("an agent's name", () => {
  it.each([
    ["jane_2Edoe_40example_2Ecom", "jane.doe@example.com"],
    ["jane_2Dlouise_2Bflex", "jane-louise+flex"],
    ["agent_1", "agent_1"],
    ["team_41", "team_41"],
    ["team_31", "team_31"],
    ["team_5A", "team_5A"],
    ["team_7A", "team_7A"],
    ["a_3Fb_5Bc_7Ed", "a?b[c~d"],
    ["Jane Doe", "Jane Doe"],
  ])("that Flex writes %s reads %s", (name, readable) => {
    expect(readableName(name)).toBe(readable);
  });
});
