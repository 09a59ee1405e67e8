import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  ATTEMPT_OUTCOMES,
  ATTEMPTS_KEPT,
  type Attempt,
  withAttempt,
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
