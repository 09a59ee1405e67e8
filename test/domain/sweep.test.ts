import { describe, expect, it } from "vitest";
import { Followers, sweepsSince, sweptUntil } from "../../src/domain/sweep.ts";
import type { TaskEvent } from "../../src/domain/task-event.ts";
import { aRequest } from "../support/requests.ts";

const NOON = new Date("2026-03-02T12:00:00Z");
const HOUR_MS = 3_600_000;
const hoursBefore = (hours: number) => new Date(NOON.getTime() - hours * HOUR_MS);

describe("A sweep reads", () => {
  it.each([
    ["from where the one before came to", hoursBefore(700), hoursBefore(700)],
    ["over a long weekend when there was none before", undefined, hoursBefore(96)],
  ])("%s", (_, noted, since) => {
    expect(sweepsSince(noted, NOON)).toStrictEqual(since);
  });
});

describe("A sweep notes that it has come", () => {
  it.each([
    ["to ten minutes before what it read, for what the log shows late", [], hoursBefore(1 / 6)],
    ["no further than what is left to do", [hoursBefore(2), hoursBefore(5)], hoursBefore(5)],
    ["no further than it read, though what is left came later", [NOON], hoursBefore(1 / 6)],
  ])("%s", (_, left, until) => {
    expect(sweptUntil(NOON, left)).toStrictEqual(until);
  });
});

describe("What the log tells of tasks that follow others", () => {
  it("is which tasks were followed, and which requests have several that are open", () => {
    const followers = new Followers();
    followers.add(created("first", "a"));
    followers.add(created("second", "a", "first"));
    followers.add(created("third", "a"));
    followers.add(created("other", "b"));
    followers.add(ended("first", "a"));
    followers.add(ended("other", "b"));

    expect(followers.followerOf({ id: "first" })).toBe("second");
    expect(followers.followerOf({ id: "other" })).toBeUndefined();
    expect(followers.open().map((tasks) => tasks.map(({ id }) => id))).toStrictEqual([["second", "third"]]);
  });

  it("counts what only changed as nothing new", () => {
    const followers = new Followers();
    followers.add({ ...created("first", "a", "before"), kind: "changed" });

    expect(followers.open()).toStrictEqual([]);
    expect(followers.followerOf({ id: "before" })).toBeUndefined();
  });
});

function created(id: string, key: string, after?: string): TaskEvent & { readonly kind: "created" } {
  const task = { id, state: "waiting" as const, createdAt: NOON, request: aRequest({ key }) };

  return { kind: "created", at: NOON, task: { ...task, ...(after !== undefined && { after }) } };
}

function ended(id: string, key: string): TaskEvent {
  const end = { how: "canceled", at: NOON, isQueuesReason: true } as const;

  return { ...created(id, key), kind: "ended", end };
}
