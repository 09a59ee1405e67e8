// @vitest-environment jsdom

import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { CustomizationProvider } from "@twilio-paste/customization";
import axe from "axe-core";
import React from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { channelLooks, isCallbackTask } from "../../../src/adapters/flex-ui/channels.tsx";
import type { FlexTask } from "../../../src/adapters/flex-ui/desk/flex.ts";
import { toDeskCallback } from "../../../src/adapters/flex-ui/desk-callback.ts";
import { CALL_PROBLEMS, REQUEUE_PROBLEMS } from "../../../src/adapters/flex-ui/notice-text.ts";
import type { PanelServices } from "../../../src/adapters/flex-ui/panel/callback-panel.tsx";
import { PanelContent } from "../../../src/adapters/flex-ui/panel/panel-content.tsx";
import { PanelStates, type Problem } from "../../../src/adapters/flex-ui/panel-states.ts";
import { de } from "../../../src/adapters/flex-ui/strings/de.ts";
import { enUS, type Strings } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { makeText, registeredStrings } from "../../../src/adapters/flex-ui/text.ts";
import { KnownRequeuePolicy } from "../../../src/adapters/flex-ui/use-cases/requeue-policy.ts";
import { CollectedLog } from "../../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../../src/adapters/memory/manual-clock.ts";
import { MemoryOutboundCalls } from "../../../src/adapters/memory/memory-outbound-calls.ts";
import { readAttributes } from "../../../src/adapters/taskrouter/task-attributes.ts";
import { aNumber, anId } from "../../support/requests.ts";
import { aFlexTask, WORKER_ID } from "./fake-flex.ts";

const TASK_ID = anId("WT", 1);
const NUMBER = "+14155550123";
const CALL = `Place call now to ${NUMBER}`;

// Asking for the style of every ancestor of every element takes jsdom minutes; nothing here is hidden on purpose.
configure({ defaultHidden: true });

let calls: MemoryOutboundCalls;
let states: PanelStates;
let log: CollectedLog;
let asked: string[];
beforeEach(() => {
  calls = new MemoryOutboundCalls();
  calls.accept(TASK_ID);
  states = new PanelStates();
  log = new CollectedLog();
  asked = [];
});
afterEach(cleanup);

interface Setting {
  readonly task?: Partial<FlexTask>;
  /** The callback's own part of the attributes. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly maxAttempts?: number;
  readonly allowRequeue?: boolean;
  readonly strings?: Strings;
  readonly locale?: string;
  readonly theme?: "default" | "dark";
}

/** The panel as Flex draws it for a task. */
function panel(setting: Setting = {}) {
  const { data, task: details, maxAttempts = 3, allowRequeue = true, strings = enUS } = setting;
  const attributes = setting.attributes ?? {
    taskType: "callback",
    callBackData: { numberToCall: NUMBER, utcDateTimeReceived: "2026-03-02T09:30:00.000Z", ...data },
  };
  const services: PanelServices = {
    calls,
    states,
    policy: new KnownRequeuePolicy(async () => ({ maxAttempts }), new ManualClock(), log),
    allowRequeue,
    placeCall: async () => void asked.push("call"),
    retryLater: async () => void asked.push("retry"),
    finish: async () => void asked.push("finish"),
    text: makeText(() => registeredStrings(strings, {})),
    locale: setting.locale ?? "en-US",
  };
  const read = (task: FlexTask) => toDeskCallback(task, WORKER_ID, readAttributes);
  const drawn = (task: FlexTask) => (
    <CustomizationProvider baseTheme={setting.theme ?? "default"}>
      <PanelContent task={task} read={read} services={services} log={log} />
    </CustomizationProvider>
  );
  const task = { ...aFlexTask(), attributes, ...details };
  const { rerender } = render(drawn(task));

  return { becomes: (changed: Partial<FlexTask>) => rerender(drawn({ ...task, ...changed })) };
}

const callButton = () => screen.getByRole("button", { name: CALL });
const retryButton = () => screen.getByRole("button", { name: "Retry later" });
/** What a screen reader says after the button's name. */
const descriptionOf = (button: HTMLElement) =>
  document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent;
const fact = (name: string) => within(screen.getByRole("rowheader", { name }).closest("tr") as HTMLElement);

describe("the panel of a callback", () => {
  it("says who asked, when, for which attempt, in which queue, and with which words", async () => {
    panel({
      attributes: {
        ...aFlexTask().attributes,
        message: "About my order.",
        callBackData: {
          numberToCall: NUMBER,
          attempts: 1,
          utcDateTimeReceived: "2026-03-02T09:30:00.000Z",
        },
      },
    });

    expect(screen.getByRole("region", { name: "Callback request" })).toBeTruthy();
    expect(fact("Contact phone").getByText(NUMBER)).toBeTruthy();
    const received = fact("Received").getByText(/Mar 2, 2026/, { selector: "time" });
    expect(received.getAttribute("datetime")).toBe("2026-03-02T09:30:00.000Z");
    expect(fact("Queue").getByText("Callbacks")).toBeTruthy();
    expect(fact("Message").getByText("About my order.")).toBeTruthy();
    expect(await screen.findByText("2 of 3")).toBeTruthy();
  });

  it("tells the contact center's time beside the agent's own", () => {
    panel({ data: { mainTimeZone: "America/New_York" } });
    const button = screen.getByRole("button", { name: "Show the contact center's time" });

    expect(descriptionOf(button)).toBe("Mar 2, 2026, 4:30 AM EST in the contact center");
  });

  it("shows the contact center's time when the icon is focused, and puts it away on Escape", () => {
    panel();
    const button = screen.getByRole("button", { name: "Show the contact center's time" });
    const isShown = () => getComputedStyle(screen.getByText(/in the contact center/)).display !== "none";
    expect(isShown()).toBe(false);

    fireEvent.focus(button);
    expect(isShown()).toBe(true);

    fireEvent.keyDown(button, { key: "Escape" });
    expect(isShown()).toBe(false);
  });

  it("lists earlier attempts with what came of them, the latest first", () => {
    panel({
      data: {
        attemptHistory: [
          { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy" },
          { at: "2026-03-02T11:00:00.000Z", agent: "Agent Two", outcome: "no-answer" },
        ],
      },
    });
    const attempts = screen.getAllByRole("listitem").map(({ textContent }) => textContent);

    expect(attempts).toHaveLength(2);
    expect(attempts[0]).toMatch(/^No answer.*by Agent Two$/);
    expect(attempts[1]).toMatch(/^Busy.*by Agent One$/);
  });

  it("places the call, and puts the request back, when it is clicked", () => {
    panel();
    fireEvent.click(callButton());
    fireEvent.click(retryButton());

    expect(asked).toStrictEqual(["call", "retry"]);
  });

  it("does not count an attempt beyond the most that are allowed", async () => {
    panel({ data: { attempts: 7 } });

    expect(await screen.findByText("8 of 8")).toBeTruthy();
  });
});

describe("a call that cannot be placed now", () => {
  it.each<[string, string, () => void, Setting]>([
    ["the task is only offered", enUS.BlockNotAccepted, () => {}, { task: { status: "pending" } }],
    ["the task is in wrap-up", enUS.BlockInWrapUp, () => {}, { task: { status: "wrapping" } }],
    ["the task has ended", enUS.BlockEnded, () => {}, { task: { status: "completed" } }],
    ["another agent has the task", enUS.BlockNotYours, () => {}, { task: { workerSid: anId("WK", 9) } }],
    ["outbound dialling is off", enUS.BlockDiallingOff, () => calls.switchDialling("off"), {}],
    ["the agent is offline", enUS.BlockOffline, () => calls.goOffline(), {}],
    ["another call is live", enUS.BlockOnACall, () => calls.takeOtherCall(), {}],
    ["a call is being placed", enUS.PlacingCall, () => states.set(TASK_ID, { activity: "placing-call" }), {}],
    [
      "the request is being put back",
      enUS.BlockRequeueing,
      () => states.set(TASK_ID, { activity: "requeueing" }),
      {},
    ],
    [
      "the request is back in the queue",
      enUS.BlockRequeued,
      () => {},
      { data: { requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) } } },
    ],
  ])("says why: %s", (_, words, hinder, setting) => {
    hinder();
    panel(setting);

    expect((callButton() as HTMLButtonElement).disabled).toBe(true);
    expect(descriptionOf(callButton())).toBe(words);
    fireEvent.click(callButton());
    expect(asked).toStrictEqual([]);
  });

  it("says that the agent is on a call with this very contact", async () => {
    await calls.place({
      callbackTaskId: TASK_ID,
      number: aNumber(NUMBER),
      conversationId: TASK_ID,
      attributes: {},
    });
    panel();

    expect(descriptionOf(callButton())).toBe(enUS.BlockCallingThisContact);
    expect((retryButton() as HTMLButtonElement).disabled).toBe(true);
  });

  it("can be placed as soon as nothing stands in the way any more", async () => {
    calls.goOffline();
    panel();
    expect((callButton() as HTMLButtonElement).disabled).toBe(true);

    calls.goAvailable();
    await waitFor(() => expect((callButton() as HTMLButtonElement).disabled).toBe(false));
  });
});

describe("retrying later", () => {
  it("is not offered where it is switched off", () => {
    panel({ allowRequeue: false });

    expect(screen.queryByRole("button", { name: "Retry later" })).toBeNull();
  });

  it("is not offered when all attempts are used up, and that is said", async () => {
    panel({ data: { attempts: 2 } });

    expect(await screen.findByText(enUS.AttemptsUsedUp)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Retry later" })).toBeNull();
  });

  it("is offered in wrap-up too", () => {
    panel({ task: { status: "wrapping" } });

    expect((retryButton() as HTMLButtonElement).disabled).toBe(false);
  });

  it("does not say the same reason twice, but has it read out for both buttons", () => {
    panel({ task: { status: "pending" } });

    expect(screen.getAllByText(enUS.BlockNotAccepted)).toHaveLength(1);
    expect(descriptionOf(retryButton())).toBe(enUS.BlockNotAccepted);
  });

  it("says that it is under way", () => {
    states.set(TASK_ID, { activity: "requeueing" });
    panel();

    expect((retryButton() as HTMLButtonElement).disabled).toBe(true);
    expect(descriptionOf(retryButton())).toBe(enUS.RetryingLater);
  });

  it("says that the request is back in the queue and offers to end the task, whoever put it there", () => {
    panel({ data: { requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) } } });
    expect(within(screen.getByRole("status")).getByText(enUS.BackInQueue)).toBeTruthy();

    fireEvent.click(screen.getByRole("button", { name: "Finish this task" }));
    expect(asked).toStrictEqual(["finish"]);
  });

  it("says so at once, before the task itself tells", () => {
    states.set(TASK_ID, { activity: "idle", requeued: true });
    panel();

    expect(screen.getByText(enUS.BackInQueue)).toBeTruthy();
    expect((retryButton() as HTMLButtonElement).disabled).toBe(true);
  });

  it("can be asked for again where somebody began it and came to grief", () => {
    panel({ data: { requeue: { at: "2026-03-02T10:00:00.000Z" } } });

    expect((retryButton() as HTMLButtonElement).disabled).toBe(false);
    expect(descriptionOf(callButton())).toBe(enUS.BlockRequeueing);
  });

  it("offers nobody else to end the agent's task", () => {
    panel({
      task: { workerSid: anId("WK", 9) },
      data: { requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) } },
    });

    expect(screen.queryByRole("button", { name: "Finish this task" })).toBeNull();
  });
});

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
    states.set(TASK_ID, { activity: "idle", problem });
    panel();

    expect(within(screen.getByRole("alert")).getByText(words)).toBeTruthy();
  });

  it.each<[Problem, string]>([
    [{ kind: "call", reason: "unavailable" }, "call"],
    [{ kind: "call", reason: "not-started" }, "call"],
    [{ kind: "requeue", reason: "unavailable" }, "retry"],
    [{ kind: "requeue", reason: "rejected" }, "retry"],
    [{ kind: "finish" }, "finish"],
  ])("can be tried again where that may help: %o", (problem, action) => {
    states.set(TASK_ID, { activity: "idle", problem });
    panel();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));

    expect(asked).toStrictEqual([action]);
  });

  it.each<Problem>([
    { kind: "call", reason: "invalid-number" },
    { kind: "call", reason: "dialling-off" },
    { kind: "requeue", reason: "attempts-used-up" },
    { kind: "requeue", reason: "not-allowed" },
  ])("is not offered again where it would not be different: %o", (problem) => {
    states.set(TASK_ID, { activity: "idle", problem });
    panel();

    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  });
});

describe("the panel of a voicemail", () => {
  const recording = { RecordingSid: anId("RE", 1) };
  const voicemail = (data: Readonly<Record<string, unknown>>): Setting => ({
    attributes: { taskType: "voicemail", callBackData: { numberToCall: NUMBER, ...recording, ...data } },
  });

  it("shows the transcript", () => {
    panel(voicemail({ TranscriptionText: "Please call me." }));

    expect(screen.getByRole("region", { name: "Voicemail" })).toBeTruthy();
    expect(screen.getByText("Please call me.")).toBeTruthy();
  });

  it.each([
    ["there is none yet", {}, enUS.TranscriptNone],
    ["it failed", { TranscriptionStatus: "failed" }, enUS.TranscriptFailed],
    ["it was shortened", { TranscriptionText: "Please […]" }, enUS.TranscriptShortened],
    ["the voicemail was deleted", { isDeleted: true, TranscriptionText: "x" }, enUS.VoicemailDeleted],
    ["the voicemail was deleted, as text", { isDeleted: "true" }, enUS.VoicemailDeleted],
  ])("says of the transcript that %s", (_, data, words) => {
    panel(voicemail(data));

    expect(screen.getByText(words)).toBeTruthy();
  });

  it("shows nothing of a deleted voicemail", () => {
    panel(voicemail({ isDeleted: true, TranscriptionText: "Please call me." }));

    expect(screen.queryByText("Please call me.")).toBeNull();
    expect(callButton()).toBeTruthy();
  });

  it.each(["anonymous", "+266696687", "Restricted"])(
    "has no call button where the number is %s",
    (numberToCall) => {
      panel(voicemail({ numberToCall }));

      expect(screen.queryByRole("button", { name: /Place call/ })).toBeNull();
      expect(fact("Contact phone").getByText(enUS.NumberWithheld)).toBeTruthy();
      expect(screen.getByText(enUS.NoCallWithheld)).toBeTruthy();
    },
  );

  it("has no call button where the number cannot be called", () => {
    panel(voicemail({ numberToCall: "sip:a@b.example" }));

    expect(screen.queryByRole("button", { name: /Place call/ })).toBeNull();
    expect(fact("Contact phone").getByText("sip:a@b.example")).toBeTruthy();
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
    expect(log.entries).toStrictEqual([]);
  });

  it.each([
    ["its date", { dateCreated: undefined }],
    ["a valid date", { dateCreated: new Date(Number.NaN) }],
    ["its queue", { queueName: "" }],
    ["a status that we know", { status: "unheard-of" }],
  ])("is shown all the same: without %s", (_, details) => {
    panel({ attributes: { taskType: "callback" }, task: details as Partial<FlexTask> });

    expect(screen.getByRole("region", { name: "Callback request" })).toBeTruthy();
    expect(log.entries).toStrictEqual([]);
  });

  it("does not take Flex with it when it cannot be drawn, and the next task is drawn again", () => {
    const { becomes } = panel({
      attributes: {
        get taskType(): string {
          throw new Error("poisoned");
        },
      },
    });
    expect(screen.getByText(enUS.NothingToShow)).toBeTruthy();
    expect(log.events).toStrictEqual(["panel.not-drawn"]);

    becomes({ sid: anId("WR", 2), taskSid: TASK_ID, attributes: aFlexTask().attributes });
    expect(callButton()).toBeTruthy();
  });

  it("is said to be unreadable when it is no callback at all", () => {
    panel({ attributes: { taskType: "something else" } });

    expect(screen.getByText(enUS.NothingToShow)).toBeTruthy();
  });
});

describe("the panel in another language and theme", () => {
  it("is in that language as a whole", async () => {
    panel({ strings: de, locale: "de-DE", data: { attempts: 1 } });

    expect(screen.getByRole("region", { name: "Rückrufwunsch" })).toBeTruthy();
    expect(screen.getByRole("button", { name: `Jetzt ${NUMBER} anrufen` })).toBeTruthy();
    expect(await screen.findByText("2 von 3")).toBeTruthy();
    expect(screen.getByText(/2\. März 2026/, { selector: "time" })).toBeTruthy();
  });

  it("does not fail on a locale that there is not", () => {
    panel({ locale: "xx-INVALID-123456789" });

    expect(fact("Received").getByText(/2026/, { selector: "time" })).toBeTruthy();
  });

  it("takes its colors from the theme", () => {
    panel({ theme: "dark" });
    const dark = getComputedStyle(screen.getByRole("heading", { level: 2 })).color;
    cleanup();
    panel();

    expect(getComputedStyle(screen.getByRole("heading", { level: 2 })).color).not.toBe(dark);
  });
});

describe("the panel for those who do not see it, or use no mouse", () => {
  const everything: Setting = {
    attributes: {
      taskType: "voicemail",
      message: "About my order.",
      callBackData: {
        numberToCall: NUMBER,
        RecordingSid: anId("RE", 1),
        TranscriptionText: "Please call me.",
        attemptHistory: [{ at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy" }],
        requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) },
      },
    },
  };

  // jsdom has no layout, so that contrast is looked at in the browser.
  it.each<[string, Setting]>([
    ["a plain callback", {}],
    ["a voicemail with everything", everything],
    ["the dark theme", { ...everything, theme: "dark" }],
  ])("has no fault that axe finds: %s", async (_, setting) => {
    states.set(TASK_ID, { activity: "idle", problem: { kind: "requeue", reason: "unavailable" } });
    panel(setting);
    await screen.findByText(/ of 3/);
    const { violations } = await axe.run(document.body, {
      rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
    });

    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toStrictEqual([]);
  });
});

describe("how callbacks look in Flex", () => {
  const read = (task: FlexTask) => toDeskCallback(task, WORKER_ID, readAttributes);
  const looksOf = (task: FlexTask, taskChannel?: string) =>
    channelLooks(read, taskChannel).filter((look) => look.isApplicable(task));
  const task = (
    attributes: Readonly<Record<string, unknown>>,
    details: Partial<FlexTask> = {},
  ): FlexTask => ({
    ...aFlexTask(),
    attributes,
    ...details,
  });

  it("is found by the task's type, on whatever channel it comes", () => {
    expect(looksOf(task({ taskType: "callback" })).map(({ name }) => name)).toStrictEqual(["callback"]);
    expect(
      looksOf(task({ taskType: "voicemail" }, { taskChannelUniqueName: "voicemail" })).map(
        ({ name }) => name,
      ),
    ).toStrictEqual(["voicemail"]);
    expect(looksOf(task({ taskType: "callback-outbound" }))).toStrictEqual([]);
    expect(looksOf(task({}))).toStrictEqual([]);
  });

  it("is found on the deployer's channel alone where they named one", () => {
    const onVoice = task({ taskType: "callback" });

    expect(looksOf(onVoice, "callback")).toStrictEqual([]);
    expect(looksOf({ ...onVoice, taskChannelUniqueName: "callback" }, "callback")).toHaveLength(1);
  });

  it.each([
    ["callback", NUMBER, "CallbackVoicemailTitleCallback"],
    ["callback", "anonymous", "CallbackVoicemailTitleCallbackNoNumber"],
    ["voicemail", NUMBER, "CallbackVoicemailTitleVoicemail"],
    ["voicemail", "anonymous", "CallbackVoicemailTitleVoicemailNoNumber"],
  ])("is titled by kind and number: %s from %s", (taskType, numberToCall, title) => {
    const titled = task({ taskType, callBackData: { numberToCall } });

    expect(looksOf(titled)[0]?.title(titled)).toBe(title);
  });

  it("replaces Flex's own panel for callbacks and voicemails, and for nothing else", () => {
    expect(isCallbackTask(task({ taskType: "callback" }))).toBe(true);
    expect(isCallbackTask(task({ taskType: "voicemail" }))).toBe(true);
    expect(isCallbackTask(task({ taskType: "callback-outbound" }))).toBe(false);
    expect(isCallbackTask({ ...aFlexTask(), attributes: undefined } as unknown as FlexTask)).toBe(false);
    expect(isCallbackTask(undefined)).toBe(false);
  });
});
