import { describe, expect, it } from "vitest";
import { isOpenEnd } from "../../../src/domain/callback-task.ts";
import {
  followerOf,
  isSomebodyAtWork,
  type Look,
  oldestFirst,
  surplusOf,
  wasTakenAway,
  withTask,
} from "../../../src/domain/once/look.ts";
import { aCalledTask, ago, aTask, FRESH, ME, NOW, PACE, STALE } from "./tasks.ts";

const JOINED = { id: "other", at: FRESH, keep: "T9" };
const MARK = { id: "other", at: FRESH, why: "requeue" } as const;

function seen(...tasks: Look["tasks"]): Look {
  return { tasks, at: NOW, extent: "newest" };
}

function ids(tasks: Look["tasks"]): readonly string[] {
  return tasks.map(({ id }) => id);
}

describe("the tasks of a request, the oldest first", () => {
  it.each([
    [
      "by when they were made",
      [aTask("T1", { createdAt: ago(1) }), aTask("T2", { createdAt: ago(2) })],
      "T2 T1",
    ],
    ["and those of one moment by their names", [aTask("T2"), aTask("T1"), aTask("T3")], "T1 T2 T3"],
    ["as they are, where they are in order", [aTask("T1"), aTask("T2")], "T1 T2"],
  ])("%s", (_, tasks, order) => {
    expect(ids(oldestFirst(tasks)).join(" ")).toBe(order);
  });
});

describe("a look in which a task is known better", () => {
  it("has that task in place of the older reading, and the others as they were", () => {
    const look = withTask(seen(aTask("T1"), aTask("T2")), aTask("T1", { state: "assigned" }));

    expect(look).toStrictEqual(seen(aTask("T2"), aTask("T1", { state: "assigned" })));
  });

  it("has a task that was not among those seen", () => {
    expect(ids(withTask(seen(aTask("T1")), aTask("T2")).tasks)).toStrictEqual(["T1", "T2"]);
  });
});

describe("a task that was taken away as one too many", () => {
  it.each([
    ["is canceled and names the one that stays", { state: "canceled", joined: JOINED }, true],
    ["is none that still waits, though it is marked", { state: "waiting", joined: JOINED }, false],
    ["is none that was canceled for another reason", { state: "canceled" }, false],
  ] as const)("%s", (_, details, is) => {
    expect(wasTakenAway(aTask("T1", details))).toBe(is);
  });

  it("follows nothing", () => {
    const gone = aTask("T2", { after: "T1", state: "canceled", joined: JOINED });

    expect(followerOf({ id: "T1" }, [gone, aTask("T3", { after: "T1" })])?.id).toBe("T3");
    expect(followerOf({ id: "T1" }, [gone])).toBeUndefined();
  });
});

describe("somebody is at work on a request", () => {
  it.each([
    ["while a mark is fresh and nothing follows", [aTask("T1", { mark: MARK })], true],
    ["not once the next task is there", [aTask("T1", { mark: MARK }), aTask("T2", { after: "T1" })], false],
    [
      "not once the next task is noted, though it is not among those seen",
      [aTask("T1", { mark: { ...MARK, next: "T2" } })],
      false,
    ],
    ["not under a mark of one's own", [aTask("T1", { mark: { ...MARK, id: ME } })], false],
    ["not once the mark is stale", [aTask("T1", { mark: { ...MARK, at: STALE } })], false],
    ["while a task is being taken away", [aTask("T1", { joined: JOINED })], true],
    ["not by oneself", [aTask("T1", { joined: { ...JOINED, id: ME } })], false],
    ["not once that is stale", [aTask("T1", { joined: { ...JOINED, at: STALE } })], false],
    ["not on a task that was taken away", [aTask("T1", { state: "canceled", joined: JOINED })], false],
    ["not where a task merely waits", [aTask("T1")], false],
  ])("%s", (_, tasks, is) => {
    expect(isSomebodyAtWork(seen(...tasks), ME, PACE)).toBe(is);
  });
});

describe("of several tasks to come", () => {
  const older = aTask("T1", { createdAt: ago(2_000) });
  const newer = aTask("T2", { createdAt: ago(1_000) });
  const withAgent = aTask("T3", { createdAt: ago(500), state: "assigned" });

  it.each([
    ["the oldest stays", [newer, older], { keep: older, gone: newer }],
    ["the one that an agent has stays, however young", [older, withAgent], { keep: withAgent, gone: older }],
    [
      "none goes that agents have",
      [withAgent, aTask("T4", { createdAt: ago(400), state: "assigned" })],
      undefined,
    ],
    [
      "none goes that is being offered",
      [older, aTask("T4", { createdAt: ago(1), state: "offered" })],
      undefined,
    ],
    [
      "none is counted whose next task is there, though that was not noted on it",
      [aTask("T1", { state: "assigned", mark: { ...MARK, at: STALE } }), aTask("T2", { after: "T1" })],
      undefined,
    ],
    [
      "one that names the other goes all the same, where nobody put that one back",
      [older, { ...newer, after: "T1" }],
      { keep: older, gone: { ...newer, after: "T1" } },
    ],
    ["one alone stays", [older], undefined],
    ["none is counted that was called for", [older, aCalledTask("T4")], undefined],
    ["there are none", [], undefined],
  ])("%s", (_, tasks, surplus) => {
    expect(surplusOf(seen(...tasks), PACE)).toStrictEqual(surplus);
  });
});

describe("a task that nothing follows yet", () => {
  it.each([
    ["is open", { state: "assigned" }, true],
    ["is none that has ended", { state: "completed" }, false],
    ["is one under a mark without a next task", { state: "assigned", mark: MARK }, true],
    ["is none that names its next task", { state: "assigned", mark: { ...MARK, next: "T2" } }, false],
  ] as const)("%s", (_, details, is) => {
    expect(isOpenEnd(aTask("T1", details))).toBe(is);
  });
});
