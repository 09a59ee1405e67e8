import { describe, expect, test } from "vitest";
import {
  DELAY_LADDER,
  delayAfter,
  heldDelays,
  type RetryDelays,
} from "../../../src/domain/retry/retry-delays.ts";
import { queueFilters } from "../../../src/domain/setup/queue-filters.ts";

describe("the delays that the queue holds requests for", () => {
  test.each<[string, RetryDelays, readonly number[]]>([
    ["the ladder", { byAttempt: [] }, DELAY_LADDER],
    ["a value of the setting that is on the ladder", { byAttempt: [600, 3600] }, DELAY_LADDER],
    [
      "other values of the setting in their place, each once",
      { byAttempt: [300, 900, 300] },
      [300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800],
    ],
    [
      "delays by outcome in their place too",
      { byAttempt: [600], byOutcome: { busy: 300, voicemail: 14_400 } },
      [300, ...DELAY_LADDER],
    ],
    ["no delay is not held", { byAttempt: [0] }, DELAY_LADDER],
  ])("%s", (_, setting, expected) => {
    expect(heldDelays(setting)).toEqual(expected);
  });
});

describe("the delay after so many attempts", () => {
  test.each([
    [1, [600, 3600], 600],
    [2, [600, 3600], 3600],
    [7, [600, 3600], 3600],
    [1, [], 0],
  ])("after %i of %j it is %i", (attempts, delays, expected) => {
    expect(delayAfter(attempts, { byAttempt: delays })).toBe(expected);
  });
});

describe("the delay after a call that came out so", () => {
  const delays: RetryDelays = { byAttempt: [600, 3600], byOutcome: { busy: 300, voicemail: 0 } };

  test.each([
    ["busy", 1, 300],
    ["busy", 5, 300],
    ["voicemail", 2, 0],
    ["no-answer", 2, 3600],
    [undefined, 1, 600],
  ] as const)("%s, after %i attempts: %i", (outcome, attempts, expected) => {
    expect(delayAfter(attempts, delays, outcome)).toBe(expected);
  });
});

describe("the rules of the queue", () => {
  const filtersOf = () => queueFilters({ maxAttempts: 3 }, { byAttempt: [600, 3600] });

  test("stand in the order in which they count", () => {
    const kinds = filtersOf().map((filter) =>
      filter.kind === "delay" && filter.owned ? "owned delay" : filter.kind,
    );

    expect(kinds).toEqual([
      ...DELAY_LADDER.map(() => "owned delay"),
      ...DELAY_LADDER.map(() => "delay"),
      "owned-at-once",
      "no-delay",
      "attempts",
      "attempts",
      "at-once",
    ]);
  });

  test("leave no gap between two delays, and hold what is longer than all of them for the longest", () => {
    const delays = filtersOf().filter((filter) => filter.kind === "delay" && !filter.owned);

    expect(delays.slice(0, 2)).toEqual([
      { kind: "delay", owned: false, aboveSeconds: 0, holdSeconds: 600, isLongest: false },
      { kind: "delay", owned: false, aboveSeconds: 600, holdSeconds: 1_800, isLongest: false },
    ]);
    expect(delays.at(-1)).toMatchObject({ aboveSeconds: 86_400, holdSeconds: 172_800, isLongest: true });
  });

  test("hold requests that say nothing of a delay by their attempts", () => {
    expect(filtersOf().filter(({ kind }) => kind === "attempts")).toEqual([
      { kind: "attempts", attemptsMade: 1, orMore: false, holdSeconds: 600 },
      { kind: "attempts", attemptsMade: 2, orMore: true, holdSeconds: 3600 },
    ]);
  });

  test("hold no attempt where the setting says no delay", () => {
    expect(queueFilters({ maxAttempts: 3 }, { byAttempt: [0] }).some(({ kind }) => kind === "attempts")).toBe(
      false,
    );
  });
});
