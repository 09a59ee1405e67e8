// @vitest-environment jsdom

import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FlexTask } from "../../../src/adapters/flex-ui/flex/flex.ts";
import { CALL_PROBLEMS, REQUEUE_PROBLEMS } from "../../../src/adapters/flex-ui/notice-text.ts";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import type { Problem } from "../../../src/domain/desktop/problem.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { anId } from "../../support/requests.ts";
import { aFlexTask } from "./fake-flex.ts";
import { callButton, desktop, panel } from "./panel-under-test.tsx";

describe("what went wrong", () => {
  const callProblems = Object.entries(CALL_PROBLEMS).map(
    ([reason, key]) => [enUS[key], { kind: "call", reason } as Problem] as const,
  );
  const requeueProblems = Object.entries(REQUEUE_PROBLEMS).map(
    ([reason, key]) => [enUS[key], { kind: "requeue", reason } as Problem] as const,
  );

  it.each([
    ...callProblems,
    ...requeueProblems,
    [enUS.FinishProblem, { kind: "finish" } as Problem] as const,
  ])("is said: %s", (words, problem) => {
    desktop.states.set(TASK_ID, { activity: "idle", problem });
    panel();

    expect(within(screen.getByRole("alert")).getByText(words)).toBeTruthy();
  });

  it.each<[Problem, string]>([
    [{ kind: "call", reason: "unavailable" }, "call"],
    [{ kind: "requeue", reason: "unavailable" }, "retry"],
    [{ kind: "finish" }, "finish"],
  ])("can be tried again where that may help: %o", (problem, action) => {
    desktop.states.set(TASK_ID, { activity: "idle", problem });
    panel();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));

    expect(desktop.asked).toStrictEqual([action]);
  });

  it.each<Problem>([
    { kind: "call", reason: "invalid-number" },
    { kind: "call", reason: "not-started" },
    { kind: "call", reason: "refused" },
    { kind: "call", reason: "dialling-off" },
    { kind: "requeue", reason: "attempts-used-up" },
    { kind: "requeue", reason: "not-allowed" },
    { kind: "requeue", reason: "rejected" },
    { kind: "requeue", reason: "session-ended" },
  ])("is not offered again where it would not be different: %o", (problem) => {
    desktop.states.set(TASK_ID, { activity: "idle", problem });
    panel();

    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});

describe("a task that lacks something", () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ["everything but its type", { taskType: "callback" }],
    ["its data", { taskType: "voicemail", callBackData: null }],
    ["its data, which is text", { taskType: "callback", callBackData: "text" }],
    [
      "its number",
      { taskType: "callback", callBackData: { utcDateTimeReceived: "2026-03-02T09:30:00.000Z" } },
    ],
    [
      "a time that is one",
      { taskType: "callback", callBackData: { utcDateTimeReceived: "Invalid DateTime" } },
    ],
    ["a zone that there is", { taskType: "callback", callBackData: { mainTimeZone: "Mars/Olympus" } }],
    ["a number of attempts", { taskType: "callback", callBackData: { attempts: "many" } }],
    ["attempts that can be read", { taskType: "callback", callBackData: { attemptHistory: [{ at: 5 }] } }],
    ["attempts that are a list", { taskType: "callback", callBackData: { attemptHistory: "none" } }],
  ])("is shown all the same: without %s", (_, attributes) => {
    panel({ attributes });

    expect(screen.getByRole("region")).toBeTruthy();
    expect(screen.getByRole("rowheader", { name: "Received" })).toBeTruthy();
    expect(desktop.log.entries).toStrictEqual([]);
  });

  it.each([
    ["its date", { dateCreated: undefined }],
    ["a valid date", { dateCreated: new Date(Number.NaN) }],
    ["its queue", { queueName: "" }],
    ["a status that we know", { status: "unheard-of" }],
  ])("is shown all the same: without %s", (_, details) => {
    panel({ attributes: { taskType: "callback" }, task: details as Partial<FlexTask> });

    expect(screen.getByRole("region", { name: "Callback request" })).toBeTruthy();
    expect(desktop.log.entries).toStrictEqual([]);
  });

  it("does not break Flex if it cannot be drawn, and draws the next task again", () => {
    const { becomes } = panel({
      attributes: {
        get taskType(): string {
          throw new Error("poisoned");
        },
      },
    });
    expect(screen.getByText(enUS.NothingToShow)).toBeTruthy();
    expect(desktop.log.events).toStrictEqual(["panel.not-drawn"]);

    becomes({ sid: anId("WR", 2), taskSid: TASK_ID, attributes: aFlexTask().attributes });
    expect(callButton()).toBeTruthy();
  });

  it("is said to be unreadable when it is no callback at all", () => {
    panel({ attributes: { taskType: "something else" } });

    expect(screen.getByText(enUS.NothingToShow)).toBeTruthy();
  });
});
