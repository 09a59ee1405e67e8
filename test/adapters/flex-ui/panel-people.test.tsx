// @vitest-environment jsdom

import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { anId } from "../../support/requests.ts";
import { descriptionOf, desktop, panel, retryButton, type Setting } from "./panel-under-test.tsx";

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
