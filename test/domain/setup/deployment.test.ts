import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retryDelaysFault, retrySteps } from "../../../src/domain/retry/retry-delays.ts";
import { stepBack, withVersion } from "../../../src/domain/setup/deployment.ts";
import { decideChange, differencesBetween, sameJson } from "../../../src/domain/setup/provisioning.ts";

describe("going back", () => {
  test.each([
    ["nothing ever ran", [], undefined],
    ["only this ever ran", ["a"], undefined],
    ["something ran before", ["a", "b"], "a"],
    ["it was made to run twice in a row", ["a", "b", "b"], "a"],
    ["it was gone back to once", ["a", "b", "c", "b"], "a"],
    ["what ran between was gone back from", ["a", "b", "a", "c"], "a"],
    ["what was gone back from runs again", ["a", "b", "a", "b"], "a"],
  ])("when %s", (_, history, expected) => {
    expect(stepBack(history)).toBe(expected);
  });

  test("again and again ends at what ran first, and never turns in a circle", () => {
    const names = fc.array(fc.constantFrom<string>("a", "b", "c", "d"), { minLength: 1 });
    fc.assert(
      fc.property(names, (history) => {
        const steps = [...history];
        for (let before = stepBack(steps); before !== undefined; before = stepBack(steps)) {
          expect(steps.length).toBeLessThanOrEqual(history.length + 4);
          steps.push(before);
        }
        expect(steps.at(-1)).toBe(history[0]);
      }),
    );
  });
});

describe("what Flex loads", () => {
  const theirs = { pluginId: "theirs", versionId: "1", phase: 1 };

  test("our plugin comes to the others, in the last phase", () => {
    expect(withVersion([theirs], "ours", "2")).toEqual([
      theirs,
      { pluginId: "ours", versionId: "2", phase: 3 },
    ]);
  });

  test("our version changes, in the phase that it has", () => {
    const ours = { pluginId: "ours", versionId: "2", phase: 2 };

    expect(withVersion([ours, theirs], "ours", "3")).toEqual([theirs, { ...ours, versionId: "3" }]);
  });
});

describe("what a plan does with a thing", () => {
  test("makes what is missing", () => {
    expect(decideChange(undefined, {})).toEqual({ kind: "create" });
  });

  test("keeps what is as it should be, whatever else it has", () => {
    const existing = { id: "1", content: { wanted: { a: 1, b: [2] }, more: true } };

    expect(decideChange(existing, { wanted: { b: [2], a: 1 } })).toEqual({ kind: "keep", id: "1" });
  });

  test("names what differs", () => {
    const existing = { id: "1", content: { one: 1, two: 2 } };

    expect(decideChange(existing, { one: 1, two: 3, three: null })).toEqual({
      kind: "update",
      id: "1",
      differences: ["two", "three"],
    });
  });

  describe("that deployers edit", () => {
    const flow = (say: string) => ({ definition: { states: [{ name: "announce", properties: { say } }] } });
    const fingerprints = { now: "now", desired: "desired" };

    test.each([
      ["updates it where nobody has edited it", "now", { kind: "update", differences: ["definition"] }],
      ["keeps the edits where we have nothing new", "desired", { kind: "edited", isOutdated: false }],
      ["asks where we have something new", "older", { kind: "edited", isOutdated: true }],
      ["asks where nobody knows what was written last", undefined, { kind: "edited", isOutdated: true }],
    ])("%s", (_, lastWritten, expected) => {
      const existing = { id: "1", content: flow("theirs"), ...(lastWritten && { lastWritten }) };

      expect(decideChange(existing, flow("ours"), fingerprints)).toMatchObject({ id: "1", ...expected });
    });

    test("keeps it where it is as it should be", () => {
      const existing = { id: "1", content: flow("ours") };

      expect(decideChange(existing, flow("ours"), fingerprints)).toEqual({ kind: "keep", id: "1" });
    });
  });

  test.each([
    ["nothing", { a: 1 }, { a: 1 }, []],
    ["a value", { a: 1 }, { a: 2 }, [{ place: "a", now: 1, desired: 2 }]],
    ["what is missing", {}, { a: { b: 1 } }, [{ place: "a", now: undefined, desired: { b: 1 } }]],
    [
      "an entry of a list, by its name",
      { states: [{ name: "x", say: "1" }, { name: "y" }] },
      { states: [{ name: "y" }, { name: "x", say: "2" }] },
      [{ place: "states.x.say", now: "1", desired: "2" }],
    ],
    [
      "an entry of a list, by its number",
      { list: [1, 2] },
      { list: [1, 3] },
      [{ place: "list.1", now: 2, desired: 3 }],
    ],
  ])("differences: %s", (_, now, desired, expected) => {
    expect(differencesBetween(now, desired)).toEqual(expected);
  });

  test("lists differ by their order, objects do not", () => {
    expect(sameJson([1, 2], [2, 1])).toBe(false);
    expect(sameJson([], {})).toBe(false);
    expect(differencesBetween({ a: null }, { a: { b: 1 } })).toEqual([
      { place: "a", now: null, desired: { b: 1 } },
    ]);
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  });
});

describe("retry delays", () => {
  test("there is a step for each attempt that may still follow, the last one for all later attempts", () => {
    expect(retrySteps({ maxAttempts: 4 }, { byAttempt: [600, 3600] })).toEqual([
      { attemptsMade: 1, orMore: false, delaySeconds: 600 },
      { attemptsMade: 2, orMore: false, delaySeconds: 3600 },
      { attemptsMade: 3, orMore: true, delaySeconds: 3600 },
    ]);
  });

  test("nothing is ever put back where one attempt is all", () => {
    expect(retrySteps({ maxAttempts: 1 }, { byAttempt: [600] })).toEqual([]);
  });

  test("without delays nothing waits", () => {
    expect(retrySteps({ maxAttempts: 2 }, { byAttempt: [] })).toEqual([
      { attemptsMade: 1, orMore: true, delaySeconds: 0 },
    ]);
  });

  test.each([[[-1]], [[1.5]], [[86_400]], [[600, 86_400]], [[Number.NaN]]])("%j cannot be used", (delays) => {
    expect(retryDelaysFault({ byAttempt: delays })).toContain("whole numbers of seconds from 0 to 86399");
  });

  test("a word that is no outcome of a call cannot be used, not even beside one that is", () => {
    const byOutcome = { busy: 600, gone: 600 };

    expect(retryDelaysFault({ byAttempt: [600], byOutcome })).toBe(
      "must name outcomes of a call: answered, no-answer, busy, invalid, blocked, failed, voicemail",
    );
  });

  test("a delay shorter than the request lives can be used", () => {
    expect(retryDelaysFault({ byAttempt: [0, 86_399], byOutcome: { busy: 86_399 } })).toBeUndefined();
  });
});
