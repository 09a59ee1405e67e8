import fc from "fast-check";
import examples from "libphonenumber-js/examples.mobile.json" with { type: "json" };
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import metadata from "libphonenumber-js/metadata.max.json" with { type: "json" };
import { describe, expect, it, test } from "vitest";
import { NUMBERING_PLAN } from "../../src/domain/numbering-plan.ts";
import { countryOf, knownNumber, readNumber } from "../../src/domain/phone-number.ts";

type Types = readonly (readonly [pattern?: string | 0] | 0)[];

const FIXED_LINE = 0;
const MOBILE = 1;
const PREMIUM_RATE = 3;

const countries = Object.entries(metadata.countries as unknown as Record<string, readonly unknown[]>).map(
  ([country, territory]) => ({ country, callingCode: territory[0] as string, types: territory[11] as Types }),
);
const callingCodes = [...NUMBERING_PLAN.matchAll(/^\d+/gm)].map(([code]) => code);

/**
 * Calling codes of several countries. Islands there use fewer lengths than their larger neighbour; we take what the
 * neighbour uses, and so may call an island's number possible that libphonenumber does not.
 */
const sharedCodes = Object.entries(metadata.country_calling_codes)
  .filter(([, users]) => users.length > 1)
  .map(([code]) => code);

/** Canadian numbers that work without an area code, and only from there. */
const CANADIAN_WITHOUT_AREA = /^\+1310\d{4}$/;

/** Territories that count as the larger one under the same calling code. */
const COUNT_AS: Readonly<Record<string, string>> = { CC: "AU", CX: "AU", EH: "MA", BL: "GP", MF: "GP" };

describe("the numbering plan, beside libphonenumber", () => {
  it("knows every country calling code", () => {
    const known = [...Object.keys(metadata.country_calling_codes), ...Object.keys(metadata.nonGeographic)];

    expect([...callingCodes].sort()).toStrictEqual(known.sort());
  });

  it("has no calling code that begins another", () => {
    const beginning = callingCodes.filter((code) =>
      callingCodes.some((other) => other !== code && other.startsWith(code)),
    );

    expect(beginning).toStrictEqual([]);
  });

  it.each(Object.entries(examples).map(([country, national]) => [country, national] as const))(
    "accepts the example number of %s, and knows its country",
    (country, national) => {
      const text = `+${callingCodeOf(country)}${national}`;
      const theirs = parsePhoneNumberFromString(text);
      const ours = knownNumber(text);

      expect(theirs?.isPossible()).toBe(true);
      expect(ours).toBe(text);
      expect(ours && countryOf(ours)).toBe(theirs?.country);
    },
  );

  test("calls possible what libphonenumber calls possible, whatever its length", () => {
    const code = fc.constantFrom(...callingCodes.filter((known) => !sharedCodes.includes(known)));

    fc.assert(
      fc.property(code, fc.stringMatching(/^\d{1,14}$/), (callingCode, national) => {
        const text = `+${callingCode}${national}`;
        const theirs = inE164(text, national);
        fc.pre(theirs !== undefined && !isKeyedWord(text) && !isOldMexican(text));

        expect(readNumber(text, { premiumNumbers: "allow" }).kind === "number").toBe(theirs.isPossible());
      }),
      { numRuns: 2_000 },
    );
  });

  test("never refuses for its length a number under a shared calling code that libphonenumber calls possible", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sharedCodes),
        fc.stringMatching(/^\d{3,12}$/),
        (callingCode, national) => {
          const text = `+${callingCode}${national}`;
          fc.pre(inE164(text, national)?.isPossible() === true);
          fc.pre(!isKeyedWord(text) && !CANADIAN_WITHOUT_AREA.test(text));

          expect(knownNumber(text)).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(countries.map(({ country, ...territory }) => [country, territory] as const))(
    "knows the country of ordinary numbers of %s",
    (_, { callingCode, types }) => {
      fc.assert(
        fc.property(numbersOf(types, [FIXED_LINE, MOBILE]), (national) => {
          const text = `+${callingCode}${national}`;
          const theirs = inE164(text, national)?.country;
          const ours = knownNumber(text);
          fc.pre(theirs !== undefined && ours !== undefined);

          expect(countryOf(ours)).toBe(COUNT_AS[theirs] ?? theirs);
        }),
        { numRuns: 8 },
      );
    },
  );

  it.each(
    countries
      .filter(({ types }) => patternOf(types, PREMIUM_RATE) !== "")
      .map(({ country, ...territory }) => [country, territory] as const),
  )("refuses premium-rate numbers of %s", (_, { callingCode, types }) => {
    fc.assert(
      fc.property(numbersOf(types, [PREMIUM_RATE]), (national) => {
        const text = `+${callingCode}${national}`;
        fc.pre(knownNumber(text) !== undefined);

        expect(readNumber(text, { premiumNumbers: "refuse" })).toStrictEqual({
          kind: "refused",
          reason: "premium",
        });
      }),
      { numRuns: 5 },
    );
  });

  it.each(countries.map(({ country, ...territory }) => [country, territory] as const))(
    "does not treat ordinary numbers of %s as premium-rate numbers",
    (_, { callingCode, types }) => {
      fc.assert(
        fc.property(numbersOf(types, [FIXED_LINE, MOBILE]), (national) => {
          const text = `+${callingCode}${national}`;
          fc.pre(knownNumber(text) !== undefined);

          expect(readNumber(text, { premiumNumbers: "refuse" }).kind).toBe("number");
        }),
        { numRuns: 5 },
      );
    },
  );
});

/** As libphonenumber reads it; `undefined` when it takes some leading digit for a trunk prefix, which E.164 has not. */
function inE164(text: string, national: string): ReturnType<typeof parsePhoneNumberFromString> {
  const parsed = parsePhoneNumberFromString(text);

  return parsed?.nationalNumber === national ? parsed : undefined;
}

/** +86282452253, say, is UNAVAILABLE on a telephone's keys before it is a number in China. */
function isKeyedWord(text: string): boolean {
  return readNumber(text, { premiumNumbers: "allow" }).kind === "withheld";
}

function callingCodeOf(country: string): string {
  return countries.find((known) => known.country === country)?.callingCode ?? "";
}

function patternOf(types: Types, type: number): string {
  const [pattern] = types[type] || [];

  return pattern || "";
}

function numbersOf(types: Types, wanted: readonly number[]): fc.Arbitrary<string> {
  const patterns = wanted.map((type) => patternOf(types, type)).filter((pattern) => pattern !== "");

  return fc.oneof(...patterns.map((pattern) => fc.stringMatching(new RegExp(`^(?:${pattern})$`))));
}

/** Networks still send a 1 before Mexican mobile numbers, which libphonenumber's metadata no longer knows. */
function isOldMexican(text: string): boolean {
  return /^\+521\d{10}$/.test(text);
}
