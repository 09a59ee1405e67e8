// @vitest-environment jsdom

import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { aNumber, anId } from "../../support/requests.ts";
import { aFlexTask } from "./fake-flex.ts";
import {
  callButton,
  descriptionOf,
  desktop,
  isBlocked,
  NUMBER,
  panel,
  retryButton,
  type Setting,
} from "./panel-under-test.tsx";

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

describe("calling another number", () => {
  const numbers = { premiumNumbers: "refuse" } as const;
  const open = async () => fireEvent.click(await screen.findByRole("button", { name: enUS.CallOther }));
  const field = () => screen.getByRole("textbox", { name: enUS.OtherNumber });
  const write = (value: string) => fireEvent.change(field(), { target: { value } });
  const call = () => fireEvent.click(screen.getByRole("button", { name: enUS.OtherCall }));

  it("is offered for a withheld voicemail too", async () => {
    panel({
      rules: { numbers },
      attributes: { taskType: "voicemail", callBackData: { numberToCall: "anonymous" } },
    });
    await open();
    expect(document.activeElement).toBe(field());
    write("+49 (0)30 123456");
    call();

    expect(desktop.asked).toStrictEqual(["call +4930123456"]);
  });

  it("says why it cannot, and is left with Escape", async () => {
    panel({ rules: { numbers } });
    await open();
    write("555");
    call();
    expect(screen.getByRole("alert").textContent).toBe(enUS.NoCallNotCallable);
    expect(field().getAttribute("aria-invalid")).toBe("true");
    write("+1 900 555 0177");
    call();
    expect(screen.getByRole("alert").textContent).toBe(enUS.OtherNotAllowed);
    expect(desktop.asked).toStrictEqual([]);

    fireEvent.keyDown(field(), { key: "Escape" });
    expect(document.activeElement).toBe(screen.getByRole("button", { name: enUS.CallOther }));
  });

  it("is not offered where a call cannot be placed, or the rules are not known", async () => {
    panel({ maxAttempts: 7 });
    await screen.findByText("1 of 7");
    expect(screen.queryByRole("button", { name: enUS.CallOther })).toBeNull();
    cleanup();

    panel({ maxAttempts: 7, rules: { numbers }, task: { status: "wrapping" } });
    await screen.findByText("1 of 7");
    expect(screen.queryByRole("button", { name: enUS.CallOther })).toBeNull();
  });

  it("is told beside the other calls", () => {
    const placed = { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy", number: 1 };
    panel({ data: { attemptHistory: [{ ...placed, numberCalled: "+14155550177" }] } });

    expect(screen.getByRole("listitem").textContent).toMatch(/by Agent One · \+1 415-555-0177$/);
  });
});

describe("a call that was answered", () => {
  const answered = { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "answered", number: 1 };

  it("was by a machine, if the agent says so", () => {
    panel({ data: { attemptHistory: [answered] } });
    fireEvent.click(screen.getByRole("button", { name: enUS.ReachedMachine }));

    expect(desktop.asked).toStrictEqual(["machine"]);
  });

  it.each([
    ["it was in an earlier round", { attempts: 1, attemptHistory: [answered] }],
    ["the machine is noted", { attemptHistory: [{ ...answered, outcome: "voicemail" }] }],
    ["there was none", {}],
  ])("is not asked about when %s", (_, data) => {
    panel({ data });

    expect(screen.queryByRole("button", { name: enUS.ReachedMachine })).toBeNull();
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

  const holding = {
    retryDelays: { byAttempt: [600, 3_600], byOutcome: { busy: 300 } },
    holdingWorkflows: [aFlexTask().workflowSid],
  };
  const when = () => screen.findByRole<HTMLSelectElement>("combobox", { name: enUS.RetryWhen });

  it("offers to choose when it is tried again, and by whom first", async () => {
    panel({ rules: holding });
    expect((await when()).selectedOptions[0]?.textContent).toBe("in 10 minutes");
    expect([...(await when()).options].map(({ textContent }) => textContent)).toStrictEqual([
      "in 10 minutes",
      "in 30 minutes",
      "in 1 hour",
      "in 2 hours",
      "in 4 hours",
      "in 8 hours",
      "tomorrow",
      "in 2 days",
    ]);

    fireEvent.change(await when(), { target: { value: "86400" } });
    fireEvent.click(screen.getByRole("checkbox", { name: enUS.RetryToMe }));
    expect(desktop.states.of(TASK_ID).retry).toStrictEqual({ delaySeconds: 86_400, toMe: true });
    expect((await when()).selectedOptions[0]?.textContent).toBe("tomorrow");
  });

  it("proposes the delay that fits the outcome of the last call", async () => {
    const last = { at: "2026-03-02T10:00:00.000Z", agent: "Agent One", outcome: "busy", number: 1 };
    panel({ rules: holding, data: { attemptHistory: [last] } });

    expect((await when()).selectedOptions[0]?.textContent).toBe("in 5 minutes");
  });

  it("promises no time where the workflow holds nothing back", async () => {
    panel({ rules: { ...holding, holdingWorkflows: [anId("WW", 9)] }, maxAttempts: 7 });
    await screen.findByText("1 of 7");

    expect(screen.queryByRole("combobox")).toBeNull();
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("says when the request is offered again", () => {
    desktop.states.set(TASK_ID, { activity: "requeued", offeredAt: new Date("2026-03-02T10:10:00.000Z") });
    panel();

    expect(screen.getByRole("status").textContent).toMatch(/It is offered again at Mar 2, 2026, .*10/);
  });

  it("counts down to the eye, says it once to the ear, and can be stopped", () => {
    desktop.states.set(TASK_ID, { activity: "idle", requeuesAt: new Date("2026-03-02T09:30:10.000Z") });
    panel();
    const words = "Nobody was reached. The request goes back into the queue in 10 seconds.";
    expect(screen.getByRole("status").textContent).toBe(words);
    expect(screen.getAllByText(words)).toHaveLength(2);

    fireEvent.click(screen.getByRole("button", { name: enUS.RequeueStop }));
    expect(desktop.asked).toStrictEqual(["stop"]);
    expect(screen.queryByText(words)).toBeNull();
  });

  it("counts down no longer while the agent is asked how the request ended", () => {
    const requeuesAt = new Date("2026-03-02T09:30:10.000Z");
    desktop.states.set(TASK_ID, { activity: "idle", requeuesAt, askedAt: requeuesAt });
    panel();

    expect(screen.queryByRole("button", { name: enUS.RequeueStop })).toBeNull();
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
