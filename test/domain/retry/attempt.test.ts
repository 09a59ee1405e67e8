import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  ATTEMPT_OUTCOMES,
  ATTEMPTS_KEPT,
  type Attempt,
  wasAnswered,
  withAttempt,
  withoutPlacedCall,
} from "../../../src/domain/retry/attempt.ts";
import { aNumber, anAttempt } from "../../support/requests.ts";

describe("what came of the calls placed for a request", () => {
  it("is kept in the order of the calls", () => {
    const first = anAttempt({ callTaskId: "WT1" });
    const second = anAttempt({ callTaskId: "WT2", outcome: "busy" });

    expect(withAttempt([first], second)).toStrictEqual([first, second]);
  });

  it("holds one entry for a call that is reported twice, with the later word on it", () => {
    const first = anAttempt({ callTaskId: "WT1", outcome: "failed" });
    const other = anAttempt({ callTaskId: "WT2" });
    const again = anAttempt({ callTaskId: "WT1", outcome: "answered" });

    expect(withAttempt([first, other], again)).toStrictEqual([other, again]);
  });

  it("keeps which other number was called, when the outcome comes in", () => {
    const numberCalled = aNumber("+14155550177");
    const { outcome: _, callTaskId: __, ...placed } = anAttempt({ numberCalled });
    const outcome = anAttempt({ callTaskId: "WT1", outcome: "busy" });

    expect(withAttempt([placed], outcome)).toStrictEqual([{ ...outcome, at: placed.at, numberCalled }]);
  });

  it("takes two calls that nobody has named for two", () => {
    expect(withAttempt([anAttempt()], anAttempt())).toHaveLength(2);
    expect(withAttempt([anAttempt({ callTaskId: "WT1" })], anAttempt())).toHaveLength(2);
  });

  it("is what the agent heard where a machine answered, whenever the telephone's report comes", () => {
    const answered = anAttempt({ callTaskId: "WT1", outcome: "answered" });
    const heard = anAttempt({ outcome: "voicemail", at: new Date("2026-03-02T10:05:00.000Z") });
    const noted = withAttempt([answered], heard);

    expect(noted).toStrictEqual([{ ...answered, outcome: "voicemail" }]);
    expect(withAttempt(noted, answered)).toStrictEqual(noted);
    expect(withAttempt(noted, { ...answered, outcome: "failed" })).toStrictEqual(noted);
  });

  it("is a call of its own where a machine answered after a busy line", () => {
    const busy = anAttempt({ callTaskId: "WT1", outcome: "busy" });
    const heard = anAttempt({ outcome: "voicemail" });

    expect(withAttempt([busy], heard)).toStrictEqual([busy, heard]);
  });

  it("says how long a call was talked once that is known, whatever is reported of the call afterwards", () => {
    const placed = anAttempt({ callTaskId: "WT1", outcome: "answered" });
    const ended = anAttempt({
      callTaskId: "WT1",
      outcome: "answered",
      seconds: 95,
      at: new Date("2026-03-02T10:05:00.000Z"),
    });
    const noted = [{ ...ended, at: placed.at }];

    expect(withAttempt([placed], ended)).toStrictEqual(noted);
    expect(withAttempt(noted, placed)).toStrictEqual(noted);
    expect(withAttempt([{ ...placed, outcome: "voicemail" }], ended)).toStrictEqual([
      { ...placed, outcome: "voicemail", seconds: 95 },
    ]);
  });

  it("keeps what a newer version said of the call", () => {
    const kept = { disposition: "sold" };
    const known = anAttempt({ callTaskId: "WT1", outcome: "answered", kept });

    expect(withAttempt([known], anAttempt({ callTaskId: "WT1", outcome: "answered" }))).toStrictEqual([
      known,
    ]);
  });

  it("makes way for the latest when there are more than ten", () => {
    const calls = Array.from({ length: 12 }, (_, n) => anAttempt({ callTaskId: `WT${n}` }));
    const kept = calls.reduce<readonly Attempt[]>(withAttempt, []);

    expect(kept.map(({ callTaskId }) => callTaskId)).toStrictEqual(
      calls.slice(2).map(({ callTaskId }) => callTaskId),
    );
  });

  test("never holds more than ten entries, nor a call twice, and always the latest report", () => {
    const report = fc.record({
      call: fc.integer({ min: 1, max: 15 }),
      outcome: fc.constantFrom(...ATTEMPT_OUTCOMES.filter((word) => word !== "voicemail")),
    });

    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 40 }), (reports) => {
        const attempts = reports.map(({ call, outcome }) => anAttempt({ callTaskId: `WT${call}`, outcome }));
        const kept = attempts.reduce<readonly Attempt[]>(withAttempt, []);

        expect(kept.length).toBeLessThanOrEqual(ATTEMPTS_KEPT);
        expect(new Set(kept.map(({ callTaskId }) => callTaskId)).size).toBe(kept.length);
        expect(kept.at(-1)).toStrictEqual(attempts.at(-1));
      }),
    );
  });
});

describe("a call that was placed and of which nobody knows more", () => {
  const { outcome: _, ...placed } = anAttempt({ number: 2 });

  it("gets the outcome that comes in", () => {
    const outcome = anAttempt({ number: 2, callTaskId: "WT1", outcome: "busy" });

    expect(withAttempt([placed], outcome)).toStrictEqual([outcome]);
  });

  it("is not the call that is placed after it", () => {
    expect(withAttempt([placed], placed)).toStrictEqual([placed, placed]);
  });

  it("is taken back where the telephone system refused it, and the calls before it stay", () => {
    const before = anAttempt({ number: 2 });

    expect(withoutPlacedCall([before, placed, placed], placed)).toStrictEqual([before, placed]);
    expect(withoutPlacedCall([before, placed], placed)).toStrictEqual([before]);
  });

  it.each<[string, Partial<Attempt>]>([
    ["one that another agent placed", { agent: "Agent Two" }],
    ["one of an earlier round", { number: 1 }],
    ["one that has the id of its call", { callTaskId: "WT1" }],
    ["one of which a newer version knows more", { kept: { disposition: "sold" } }],
  ])("is not %s", (_, details) => {
    const other = { ...placed, ...details };
    const outcome = anAttempt({ number: 2, outcome: "busy" });

    expect(withAttempt([other], outcome)).toStrictEqual([other, outcome]);
    expect(withoutPlacedCall([other], placed)).toStrictEqual([other]);
  });
});

describe("whether the agent's latest call was answered", () => {
  it.each<[string, readonly Partial<Attempt>[], boolean]>([
    ["not before a call was placed", [], false],
    ["where it was", [{ number: 2, outcome: "answered" }], true],
    ["not where the line was busy", [{ number: 2, outcome: "busy" }], false],
    ["not where it was in an earlier round", [{ number: 1, outcome: "answered" }], false],
    [
      "not where the agent called once more, and nobody took it",
      [
        { number: 2, outcome: "answered" },
        { number: 2, outcome: "no-answer" },
      ],
      false,
    ],
  ])("%s", (_, calls, answered) => {
    expect(
      wasAnswered(
        calls.map((call) => anAttempt(call)),
        2,
      ),
    ).toBe(answered);
  });
});
