import fc from "fast-check";
import { getCountries, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it, test } from "vitest";
import { storedContact } from "../../src/domain/callback-request.ts";
import {
  countryOf,
  knownNumber,
  type NumberPolicy,
  type NumberReading,
  type NumberRefusal,
  readNumber,
} from "../../src/domain/phone-number.ts";
import { aNumber } from "../support/requests.ts";

const anywhere: NumberPolicy = { premiumNumbers: "refuse" };

describe("reading a number that can be called", () => {
  it.each([
    ["E.164", "+14155550100", "+14155550100"],
    ["a plus sign that a form has turned into a space", " 14155550100", "+14155550100"],
    ["the same with white space behind", "  14155550100 \n", "+14155550100"],
    ["white space around", "\t+14155550100\r\n", "+14155550100"],
    ["punctuation as people write it", "+1 (415) 555-0100", "+14155550100"],
    ["dots", "+1.415.555.0100", "+14155550100"],
    ["slashes", "+49 30/1234567", "+49301234567"],
    ["no-break spaces", "+33\u00a01\u00a023\u00a045\u00a067\u00a089", "+33123456789"],
    ["a lost plus sign and punctuation", " 1 415-555-0100", "+14155550100"],
    ["fifteen digits, the most there are", "+491234567890123", "+491234567890123"],
    ["the shortest there is", "+6834002", "+6834002"],
    ["a number longer than the premium-rate ones that begin like it", "+4913771234567", "+4913771234567"],
    ["a number too new for any list of numbers", "+17305550100", "+17305550100"],
    ["full-width digits and plus sign", "＋１４１５５５５０１００", "+14155550100"],
    ["marks of direction around it", "\u202a+14155550100\u202c", "+14155550100"],
    ["isolates around it", "\u2066+1 415 555 0100\u2069", "+14155550100"],
    ["a zero-width space and a byte order mark", "\ufeff+1415\u200b5550100", "+14155550100"],
    ["typographic hyphens", "+1\u2011415\u2013555\u22120100", "+14155550100"],
    ["a tel: address", "tel:+1-415-555-0100", "+14155550100"],
    ["a tel: address with parameters", "tel:+14155550100;phone-context=example.com", "+14155550100"],
    ["a plus sign that was encoded twice", "%2B14155550100", "+14155550100"],
    ["a tel: address whose plus sign was encoded", "tel:%2B14155550100", "+14155550100"],
    ["all of it encoded twice", "%2B1%20415%20555%200100", "+14155550100"],
    ["the number behind a WhatsApp address", "whatsapp:+14155550100", "+14155550100"],
    ["a caller through a SIP trunk", "sip:+2787654321@twilio.example.net", "+2787654321"],
    ["a caller through a SIP trunk, without plus", "sip:14155550100@pbx.example.com", "+14155550100"],
    ["a SIP address with parameters", "SIP:+14155550100;user=phone@example.com:5060", "+14155550100"],
    ["a zero in brackets", "+49 (0)30 123456", "+4930123456"],
    ["a zero in brackets, without blanks", "+44(0)2079460000", "+442079460000"],
    ["an Italian zero", "+39 06 69812345", "+390669812345"],
    ["an Italian zero in brackets", "+39 (0)6 69812345", "+390669812345"],
    ["a zero of San Marino in brackets", "+378 (0)549 882345", "+3780549882345"],
    ["a Mexican mobile as networks send it", "+5215512345678", "+525512345678"],
  ])("takes %s", (_, text, number) => {
    expect(readNumber(text, anywhere)).toStrictEqual({ kind: "number", number });
  });

  it.each([
    ["+1 415 555 0100 x123", "123"],
    ["+14155550100x9", "9"],
    ["+1 (415) 555-0100 ext. 42", "42"],
    ["+14155550100 extension 7", "7"],
    ["+14155550100;ext=123", "123"],
    ["tel:+1-415-555-0100;ext=0042", "0042"],
    ["+14155550100,,123#", "123"],
    ["+14155550100;123", "123"],
  ])("tells the extension apart: %s", (text, extension) => {
    expect(readNumber(text, anywhere)).toStrictEqual({ kind: "number", number: "+14155550100", extension });
  });

  describe.each(getCountries().map((country) => [country, getExampleNumber(country, examples)] as const))(
    "an example number of %s",
    (_, example) => {
      it("is read in each form in which it is written for callers from abroad", () => {
        for (const form of ["E.164", "INTERNATIONAL", "RFC3966"] as const)
          expect(readNumber(example?.format(form) ?? "", anywhere)).toMatchObject({
            kind: "number",
            number: example?.number,
          });
      });

      it("is not taken for a number of another country where it is written for callers from within", () => {
        expect(readNumber(example?.formatNational() ?? "", anywhere).kind).toBe("refused");
      });
    },
  );

  test("reads its own result as the same number, even after a form has turned the plus sign into a space", () => {
    const separator = fc.constantFrom("", " ", "-", ".", "/", "(", ")", "\u00a0");
    const written = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), separator), { minLength: 7, maxLength: 15 })
      .map((parts) => parts.flat().join(""));

    fc.assert(
      fc.property(written, (digits) => {
        const reading = readNumber(`+${digits}`, anywhere);
        fc.pre(reading.kind === "number");

        expect(readNumber(reading.number, anywhere)).toStrictEqual(reading);
        expect(readNumber(` ${reading.number.slice(1)}`, anywhere)).toStrictEqual(reading);
      }),
    );
  });
});

describe("a withheld number", () => {
  it.each([
    "anonymous",
    "Anonymous",
    "RESTRICTED",
    "blocked",
    "unknown",
    "unavailable",
    "private",
    "withheld",
    " anonymous ",
    "No Caller ID",
    "+anonymous",
    "+1266696687",
    "+266696687",
    "266696687",
    " 266696687",
    "+7378742833",
    "+2562533",
    "+8656696",
    "+86282452253",
    "+7748283",
    "sip:anonymous@anonymous.invalid",
    "SIP:Anonymous@10.0.0.1:5060",
    "sips:anonymous@anonymous.invalid",
    "sip:unavailable@example.com;user=phone",
  ])("is read from %o", (text) => {
    expect(readNumber(text, anywhere)).toStrictEqual({ kind: "withheld" });
  });

  it.each(["anonymously", "anon", "+2666966870", "sip:anonymous.coward@example.com", "not anonymous"])(
    "is not read from %o",
    (text) => {
      expect(readNumber(text, anywhere).kind).not.toBe("withheld");
    },
  );
});

describe("an address that is not a telephone number", () => {
  it.each([
    "sip:alice@example.com",
    "sips:alice@example.com",
    "sip:1001@pbx.example.com",
    "sip:4155550100@pbx.example.com",
    "sip:+1@pbx.example.com",
    "client:alice",
  ])("is told from junk: %s", (text) => {
    expect(readNumber(text, anywhere)).toStrictEqual({ kind: "sip" });
  });
});

describe("reading a number that must not be called", () => {
  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["abc", "not-a-number"],
    ["+", "not-a-number"],
    ["++14155550100", "not-a-number"],
    ["+1415+5550100", "not-a-number"],
    ["+1415555010a", "not-a-number"],
    ["<b>+14155550100</b>", "not-a-number"],
    ["+14155550100;drop", "not-a-number"],
    ["tel:alice", "not-a-number"],
    ["constructor", "not-a-number"],
    ["+1 415 555 0100\n+1 415 555 0101", "not-a-number"],
    ["4155550100", "no-country-code"],
    ["0014155550100", "no-country-code"],
    ["(415) 555-0100", "no-country-code"],
    ["+2105550100", "unknown-country-code"],
    ["+9991234567", "unknown-country-code"],
    ["+0123456789", "unknown-country-code"],
    ["+1415555010", "too-short"],
    ["+141555501000", "too-long"],
    ["+4407911123456", "too-long"],
    ["+1234567890123456", "too-long"],
    ["+4920123456789012", "too-long"],
    ["+4412345678", "not-possible"],
    ["911", "emergency"],
    ["+911", "emergency"],
    ["112", "emergency"],
    ["999", "emergency"],
    ["000", "emergency"],
    ["+1911", "emergency"],
    ["+44999", "emergency"],
    ["+49 112", "emergency"],
    [" 49112", "emergency"],
    ["311", "short"],
    ["12345", "short"],
    ["123456", "short"],
    ["1234567", "no-country-code"],
    ["+12345", "short"],
    ["+1211", "short"],
    ["+441234", "short"],
    ["+19005550100", "premium"],
    ["+449012345678", "premium"],
    ["+491377123456", "premium"],
    ["+979123456789", "premium"],
  ] satisfies [string, NumberRefusal][])("refuses %o: %s", (text, reason) => {
    expect(readNumber(text, anywhere)).toStrictEqual({ kind: "refused", reason });
  });

  it.each([
    ["spaces", `+1${" ".repeat(100_000)}x`],
    ["digits", "1".repeat(100_000)],
    ["beginnings of numbers", "+1-".repeat(50_000)],
    ["brackets", "(".repeat(100_000)],
  ])("refuses a great many %s", (_, text) => {
    expect(readNumber(text, anywhere).kind).toBe("refused");
  });
});

describe("a number that a contact centre does not call", () => {
  it("may be a premium-rate number, if the policy allows them", () => {
    expect(readNumber("+19005550100", { premiumNumbers: "allow" }).kind).toBe("number");
  });

  it.each([
    ["+14155550100", ["US"], true],
    ["+14165550100", ["US"], false],
    ["+14165550100", ["CA"], true],
    ["+18095550100", ["US", "CA"], false],
    ["+447400123456", ["GB"], true],
    ["+441481255555", ["GB"], false],
    ["+61412345678", ["AU"], true],
    ["+212650123456", ["MA"], true],
    ["+590690001234", ["GP"], true],
    ["+77012345678", ["RU"], false],
    ["+77012345678", ["KZ"], true],
    ["+79161234567", ["RU"], true],
    ["+80012345678", ["US"], false],
    ["+80012345678", ["001"], true],
    ["+14155550100", [], false],
  ] satisfies [string, string[], boolean][])(
    "%s, if only %o may be called: %s",
    (text, allowedCountries, called) => {
      const refused: NumberReading = { kind: "refused", reason: "country-not-allowed" };

      expect(readNumber(text, { allowedCountries, premiumNumbers: "refuse" })).toStrictEqual(
        called ? { kind: "number", number: text } : refused,
      );
    },
  );

  it("is refused as premium rather than for its country", () => {
    expect(readNumber("+19005550100", { allowedCountries: ["GB"], premiumNumbers: "refuse" })).toMatchObject({
      reason: "premium",
    });
  });
});

describe("a number stored in a task", () => {
  it("is accepted even if the policy has become stricter since", () => {
    expect(knownNumber("+19005550100")).toBe("+19005550100");
  });

  it.each(["anonymous", "sip:alice@example.com", "abc", "911", ""])("is not read from %o", (text) => {
    expect(knownNumber(text)).toBeUndefined();
  });

  it.each([
    ["+14155550100", true, { kind: "number", number: aNumber("+14155550100") }],
    ["+14155550100", false, { kind: "not-callable", address: "+14155550100" }],
    ["anonymous", true, { kind: "withheld" }],
    ["+266696687", true, { kind: "withheld" }],
    ["anonymous", false, { kind: "withheld" }],
    [
      " sip:alice@example.com ",
      true,
      { kind: "not-callable", address: "sip:alice@example.com", unread: true },
    ],
    ["sip:alice@example.com", false, { kind: "not-callable", address: "sip:alice@example.com" }],
    ["", true, { kind: "not-callable", address: "", unread: true }],
    ["15551234567", true, { kind: "number", number: aNumber("+15551234567") }],
    [" 15551234567\n", true, { kind: "number", number: aNumber("+15551234567") }],
    ["1555123456789012", true, { kind: "not-callable", address: "1555123456789012", unread: true }],
    ["+19005550100", true, { kind: "number", number: "+19005550100" }],
    [" call me ", true, { kind: "not-callable", address: "call me", unread: true }],
    ["call me", true, { kind: "not-callable", address: "call me", unread: true }],
  ] as const)("%o, which may be called: %s", (address, mayBeCalled, contact) => {
    expect(storedContact(address, mayBeCalled)).toStrictEqual(contact);
  });
});

describe("the country of a number", () => {
  it.each([
    ["+14155550100", "US"],
    ["+14165550100", "CA"],
    ["+18095550100", "DO"],
    ["+18765550100", "JM"],
    ["+18005550100", "US"],
    ["+447400123456", "GB"],
    ["+441481255555", "GG"],
    ["+393123456789", "IT"],
    ["+390669812345", "VA"],
    ["+77012345678", "KZ"],
    ["+61412345678", "AU"],
    ["+61891621234", "AU"],
    ["+212528812345", "MA"],
    ["+590690221234", "GP"],
    ["+88212345678", "001"],
  ])("%s: %s", (number, country) => {
    expect(countryOf(aNumber(number))).toBe(country);
  });
});
