import { describe, expect, it } from "vitest";
import { MASK, maskedDetail, maskedText } from "../../src/domain/masking.ts";

describe("what a log may contain", () => {
  it.each([
    ["a number in E.164", "call to +14155550100 failed", `call to ${MASK}00 failed`],
    ["a number in brackets", "Callback (+14155550123)", `Callback (${MASK}23)`],
    ["a number as people write it", "dial (415) 555-0100.", `dial (${MASK}00.`],
    ["a short subscriber's number", "to 5550123", `to ${MASK}23`],
    ["a number in an address", "/Calls?To=%2B14155550100&x=1", `/Calls?To=${MASK}00&x=1`],
    ["a number behind an underscore", "contact_14155550100", `contact_${MASK}00`],
    ["two numbers", "+14155550100, +442071838750", `${MASK}00, ${MASK}50`],
    ["a signed token", "Token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!", `Token ${MASK}!`],
    ["an encrypted token with an empty part", "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", MASK],
    ["an account's auth token", "auth 0123456789abcdef0123456789abcdef", `auth ${MASK}`],
  ])("hides %s", (_, text, masked) => {
    expect(maskedText(text)).toBe(masked);
  });

  it.each([
    ["an id", "WT0123456789012345678901234567890a"],
    ["an id that ends in digits", "task WT00000000000000000000000000000001 is gone"],
    ["a time", "2026-11-24T10:12:00.000Z"],
    ["an error code and a duration", "code 20001 after 123456 ms"],
  ])("leaves %s readable", (_, text) => {
    expect(maskedText(text)).toBe(text);
  });

  it.each(["token", "Token", "authToken", "transcript", "TranscriptionText", "apiSecret", "Authorization"])(
    "masks every value under the name %s",
    (name) => {
      expect(maskedDetail(name, "please ring my mother")).toBe(MASK);
    },
  );

  it("writes ids, flags, small numbers and absent values as they are", () => {
    expect(maskedDetail("transcriptionId", "TR1")).toBe("TR1");
    expect(maskedDetail("repeated", true)).toBe(true);
    expect(maskedDetail("hasToken", false)).toBe(false);
    expect(maskedDetail("attempts", 3)).toBe(3);
    expect(maskedDetail("token", undefined)).toBeUndefined();
  });

  it("masks a phone number that is passed as a number", () => {
    expect(maskedDetail("to", 14155550100)).toBe(`${MASK}00`);
  });
});
