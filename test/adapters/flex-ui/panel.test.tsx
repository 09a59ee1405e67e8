// @vitest-environment jsdom

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber, anId } from "../../support/requests.ts";
import { aFlexTask } from "./fake-flex.ts";
import {
  callButton,
  descriptionOf,
  desktop,
  fact,
  isBlocked,
  NUMBER,
  panel,
  retryButton,
  type Setting,
} from "./panel-under-test.tsx";

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

  it("says how long the contact has been waiting, and what time it is where they live", () => {
    panel({
      data: { numberToCall: "+4930123456", attempts: 1, utcDateTimeReceived: "2026-03-02T09:18:00.000Z" },
    });

    expect(screen.getByText("Waiting 12 min · attempt 2")).toBeTruthy();
    expect(fact(enUS.LocalTime).getByText(/10:30.AM GMT\+1/)).toBeTruthy();
  });

  it.each([
    [1, "1 of 3 · 1 call"],
    [5, "1 of 3 · 5 calls"],
  ])("counts %i calls of one attempt as one attempt", async (calls, words) => {
    const call = { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy", number: 1 };
    const attemptHistory = Array.from({ length: calls }, (_, made) => ({
      ...call,
      callTaskSid: anId("WT", made + 2),
    }));
    panel({ data: { attemptHistory } });

    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("says when the contact asked again, and what they said", () => {
    panel({ data: { askedAgain: [{ at: "2026-03-02T09:54:00.000Z", message: "Now at the office." }] } });

    expect(fact(enUS.AskedAgain).getByText(/Mar 2, 2026.*: Now at the office\./)).toBeTruthy();
  });

  it("says who is to be called, by name, and which number they called", () => {
    panel({ data: { contactName: "Jane Doe", numberToCallFrom: "+14155550100" } });

    expect(fact(enUS.ContactName).getByText("Jane Doe")).toBeTruthy();
    expect(fact(enUS.NumberCalled).getByText("+14155550100")).toBeTruthy();
  });

  it("folds a long message until the agent wants to read it", () => {
    const message = "word ".repeat(100).trim();
    panel({ attributes: { ...aFlexTask().attributes, message } });
    expect(fact("Message").queryByText(message, { exact: false })).toBeNull();

    fireEvent.click(screen.getByRole("button", { name: "Show all" }));
    expect(fact("Message").getByText(message, { exact: false })).toBeTruthy();
  });

  it("writes the number as Flex does", () => {
    panel({ task: { formattedAttributes: { from: "+1 415-555-0123" } } });

    expect(fact("Contact phone").getByText("+1 415-555-0123")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Place call now to +1 415-555-0123" })).toBeTruthy();
  });

  it("asks how the request ended, and gives the focus back when it is not ended", () => {
    panel();
    const end = screen.getByRole("button", { name: enUS.EndRequest });
    fireEvent.click(end);
    const question = screen.getByRole("group", { name: enUS.EndQuestion });
    expect(question.contains(document.activeElement)).toBe(true);

    fireEvent.keyDown(question, { key: "Escape" });
    expect(screen.queryByRole("group", { name: enUS.EndQuestion })).toBeNull();
    expect(document.activeElement).toBe(end);
  });

  it("ends the request with the answer, once", async () => {
    panel();
    fireEvent.click(screen.getByRole("button", { name: enUS.EndRequest }));
    fireEvent.click(screen.getByRole("button", { name: enUS.EndWrongNumber }));

    await waitFor(() => expect(desktop.asked).toStrictEqual(["note wrong-number", "complete"]));
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

  it("lists earlier attempts with their outcomes, the latest first", () => {
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

    expect(desktop.asked).toStrictEqual(["call", "retry"]);
  });

  it("turns where it is under way, and keeps the keyboard's place", () => {
    const { becomes } = panel();
    callButton().focus();
    desktop.states.set(TASK_ID, { activity: "placing-call" });
    becomes({});

    expect(callButton().querySelector("svg")).not.toBeNull();
    expect(retryButton().querySelector("svg")).toBeNull();
    expect(document.activeElement).toBe(callButton());
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
    ["outbound dialling is off", enUS.BlockDiallingOff, () => desktop.calls.switchDialling("off"), {}],
    ["the agent is offline", enUS.BlockOffline, () => desktop.calls.goOffline(), {}],
    ["another call is live", enUS.BlockOnACall, () => desktop.calls.takeOtherCall(), {}],
    [
      "a call is being placed",
      enUS.PlacingCall,
      () => desktop.states.set(TASK_ID, { activity: "placing-call" }),
      {},
    ],
    [
      "the request is being put back",
      enUS.BlockRequeueing,
      () => desktop.states.set(TASK_ID, { activity: "requeueing" }),
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

    expect(isBlocked(callButton())).toBe(true);
    expect(descriptionOf(callButton())).toBe(words);
    fireEvent.click(callButton());
    expect(desktop.asked).toStrictEqual([]);
  });

  it("says that the agent is on a call with this very contact", async () => {
    await desktop.calls.place({
      callbackTaskId: TASK_ID,
      number: aNumber(NUMBER),
      conversationId: TASK_ID,
      attributes: {},
    });
    panel();

    expect(descriptionOf(callButton())).toBe(enUS.BlockCallingThisContact);
    expect(isBlocked(retryButton())).toBe(true);
  });

  it("can be placed as soon as there is no obstacle any more", async () => {
    desktop.calls.goOffline();
    panel();
    expect(isBlocked(callButton())).toBe(true);

    desktop.calls.goAvailable();
    await waitFor(() => expect(isBlocked(callButton())).toBe(false));
  });
});

describe("a request of somebody whom nobody can call", () => {
  const withheld = { data: { numberToCall: "anonymous", utcDateTimeReceived: "2026-03-02T09:18:00.000Z" } };

  it("has been waiting, and has no attempt", () => {
    panel(withheld);

    expect(screen.getByText("Waiting 12 min")).toBeTruthy();
    expect(screen.queryByRole("rowheader", { name: "Attempt" })).toBeNull();
  });

  it("can be put back, with no word of another try", () => {
    panel(withheld);

    expect(descriptionOf(retryButton())).toBe(enUS.PutBackHint);
  });

  it("has no last attempt either", async () => {
    panel({ ...withheld, maxAttempts: 1 });
    await waitFor(() => expect(screen.queryByRole("button", { name: "Retry later" })).toBeNull());

    expect(screen.queryByText(enUS.AttemptsUsedUp)).toBeNull();
  });

  it("is ended without claiming a call", () => {
    panel(withheld);
    fireEvent.click(screen.getByRole("button", { name: enUS.EndRequest }));
    const answers = within(screen.getByRole("group", { name: enUS.EndQuestion })).getAllByRole("button");

    expect(answers.map(({ textContent }) => textContent)).toStrictEqual([
      enUS.EndHandled,
      enUS.EndNoLongerWanted,
      enUS.EndNotYet,
    ]);
  });
});

describe("the keyboard's place", () => {
  const requeue = { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) };
  const problem = { kind: "requeue", reason: "unavailable" } as const;

  it.each<[string, Setting, string, () => void]>([
    ["the answer to how it ended", {}, enUS.EndHandled, () => desktop.states.forget(TASK_ID)],
    ["'Try again'", {}, "Try again", () => desktop.states.set(TASK_ID, { activity: "requeueing" })],
    ["'Finish this task'", { data: { requeue } }, "Finish this task", () => {}],
  ])("is still within the panel when %s has gone", async (_, setting, name, goes) => {
    const { becomes } = panel(setting);
    desktop.states.set(TASK_ID, { activity: "idle", problem, askedAt: new Date("2026-03-02T10:00:00.000Z") });
    const button = await screen.findByRole("button", { name });
    button.focus();
    fireEvent.click(button);
    goes();
    becomes({ status: "completed" });

    await waitFor(() => expect(button.isConnected).toBe(false));
    await waitFor(() => expect(screen.getByRole("region").contains(document.activeElement)).toBe(true));
  });
});

describe("retrying later", () => {
  it("is not offered where it is switched off", () => {
    panel({ allowRequeue: false });

    expect(screen.queryByRole("button", { name: "Retry later" })).toBeNull();
  });

  it("is not offered when all attempts are used up, and that is said", async () => {
    const last = { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy", number: 3 };
    panel({ data: { attempts: 2, attemptHistory: [last] } });

    expect(await screen.findByText(enUS.AttemptsUsedUp)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Retry later" })).toBeNull();
  });

  it("is not offered after five put-backs without a call, until there is one", async () => {
    panel({ data: { putBacks: 5 } });

    expect(await screen.findByText(enUS.PutBacksUsedUp)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Retry later" })).toBeNull();
  });

  it("is offered in wrap-up too", () => {
    panel({ task: { status: "wrapping" } });

    expect(isBlocked(retryButton())).toBe(false);
  });

  it("does not say the same reason twice, but has it read out for both buttons", () => {
    panel({ task: { status: "pending" } });

    expect(screen.getAllByText(enUS.BlockNotAccepted)).toHaveLength(1);
    expect(descriptionOf(retryButton())).toBe(enUS.BlockNotAccepted);
  });

  it("says that it is under way", () => {
    desktop.states.set(TASK_ID, { activity: "requeueing" });
    panel();

    expect(isBlocked(retryButton())).toBe(true);
    expect(descriptionOf(retryButton())).toBe(enUS.RetryingLater);
  });

  it("says that the request is back in the queue and offers to end the task, no matter who put it back", () => {
    panel({ data: { requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) } } });
    expect(within(screen.getByRole("status")).getByText(enUS.BackInQueue)).toBeTruthy();

    fireEvent.click(screen.getByRole("button", { name: "Finish this task" }));
    expect(desktop.asked).toStrictEqual(["finish"]);
  });

  it("says so at once, before the task itself tells", () => {
    desktop.states.set(TASK_ID, { activity: "requeued" });
    panel();

    expect(screen.getByText(enUS.BackInQueue)).toBeTruthy();
    expect(isBlocked(retryButton())).toBe(true);
  });

  it("can be tried again after it was begun and not finished", () => {
    panel({ data: { requeue: { at: "2026-03-02T10:00:00.000Z" } } });

    expect(isBlocked(retryButton())).toBe(false);
    expect(descriptionOf(callButton())).toBe(enUS.BlockRequeueing);
  });

  it("lets nobody but the agent end the agent's task", () => {
    panel({
      task: { workerSid: anId("WK", 9) },
      data: { requeue: { at: "2026-03-02T10:00:00.000Z", taskSid: anId("WT", 2) } },
    });

    expect(screen.queryByRole("button", { name: "Finish this task" })).toBeNull();
  });
});
