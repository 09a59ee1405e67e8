import { describe, expect, it } from "vitest";
import type { CallbackTask } from "../../../src/domain/callback-task.ts";
import type { End } from "../../../src/domain/end.ts";
import { type CancelStep, cancelStep } from "../../../src/domain/once/cancel.ts";
import { FUNCTIONS_PACE } from "../../../src/domain/once/pace.ts";
import { anId, aRequest } from "../../support/requests.ts";

const now = new Date("2026-03-02T10:00:00Z");
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const noted: End = { how: "canceled", reason: "supervisor", at: now, by: "Supervisor" };
const byContact: End = { how: "canceled", reason: "contact", at: now, by: "Agent One" };
const mark = (seconds: number) => ({ id: "somebody", at: secondsAgo(seconds), why: "move" }) as const;

describe("who cancels a request", () => {
  it.each([
    ["notes the end first", {}, "note"],
    ["cancels what they noted", { request: aRequest({ end: noted }) }, "cancel"],
    [
      "notes anew what was noted long ago",
      { request: aRequest({ end: { ...noted, at: secondsAgo(60) } }) },
      "note",
    ],
    ["notes their own end over another's", { request: aRequest({ end: byContact }) }, "note"],
    ["leaves what is offered to the agent", { state: "offered" }, "taken"],
    ["leaves what an agent has to them", { state: "assigned", request: aRequest({ end: noted }) }, "taken"],
    ["leaves a wrap-up to its agent", { state: "wrap-up" }, "taken"],
    ["waits for somebody who moves it", { mark: mark(5) }, "wait"],
    ["takes the mark of one who died off", { mark: mark(60) }, "note"],
    ["does so though the end was noted", { mark: mark(60), request: aRequest({ end: noted }) }, "note"],
    [
      "waits for somebody who tidies it away",
      { joined: { id: "somebody", at: secondsAgo(5), keep: anId("WT", 2) } },
      "wait",
    ],
    ["finds that it is done", { state: "canceled", request: aRequest({ end: noted }) }, "canceled"],
    ["follows a task that was moved", { state: "canceled", mark: mark(5) }, "follow"],
    ["finds that it ended otherwise", { state: "canceled" }, "ended"],
    [
      "finds that its agent put it back",
      { state: "completed", mark: { ...mark(5), why: "requeue" } },
      "ended",
    ],
    ["finds that its agent ended it", { state: "completed", request: aRequest({ end: noted }) }, "ended"],
  ] satisfies [string, Partial<CallbackTask>, CancelStep["kind"]][])("%s", (_, details, kind) => {
    const task: CallbackTask = {
      id: anId("WT"),
      state: "waiting",
      createdAt: secondsAgo(600),
      request: aRequest(),
      ...details,
    };

    expect(cancelStep(task, "supervisor", now, FUNCTIONS_PACE)).toStrictEqual({ kind });
  });
});
