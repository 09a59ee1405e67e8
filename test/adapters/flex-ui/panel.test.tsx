// @vitest-environment jsdom

import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { enUS } from "../../../src/adapters/flex-ui/strings/en-us.ts";
import { TASK_ID } from "../../support/desktop-callbacks.ts";
import { anId } from "../../support/requests.ts";
import { aFlexTask } from "./fake-flex.ts";
import {
  callButton,
  descriptionOf,
  desktop,
  fact,
  NUMBER,
  panel,
  passage,
  retryButton,
  SHOWN_NUMBER,
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
    expect(fact("Contact phone").getByText(SHOWN_NUMBER)).toBeTruthy();
    const received = fact("Received").getByText(/Mar 2, 2026/, { selector: "time" });
    expect(received.getAttribute("datetime")).toBe("2026-03-02T09:30:00.000Z");
    expect(fact("Queue").getByText("Callbacks")).toBeTruthy();
    expect(passage("Message").getByText("About my order.")).toBeTruthy();
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

    expect(passage(enUS.AskedAgain).getByText(/Mar 2, 2026.*: Now at the office\./)).toBeTruthy();
  });

  it("says that the contact called by themselves and spoke with somebody, so that the agent decides", () => {
    panel({ data: { servedAt: "2026-03-02T11:54:00.000Z" } });

    expect(screen.getByRole("status").textContent).toMatch(
      /The contact has called and spoken to us: Mar 2, 2026/,
    );
  });

  it("says who is to be called, by name, and which number they called", () => {
    panel({ data: { contactName: "Jane Doe", numberToCallFrom: "+14155550100" } });

    expect(fact(enUS.ContactName).getByText("Jane Doe")).toBeTruthy();
    expect(fact(enUS.NumberCalled).getByText("+1 415-555-0100")).toBeTruthy();
  });

  it("folds a long message until the agent wants to read it", () => {
    const message = "some words ".repeat(50).trim();
    panel({ attributes: { ...aFlexTask().attributes, message } });
    expect(passage("Message").queryByText(message, { exact: false })).toBeNull();
    expect(passage("Message").getByText(/^some words .* words…/)).toBeTruthy();

    fireEvent.click(screen.getByRole("button", { name: "Show all" }));
    expect(passage("Message").getByText(message, { exact: false })).toBeTruthy();
  });

  it("writes the number as Flex does", () => {
    panel({ task: { formattedAttributes: { from: "+1 (415) 5550123" } } });

    expect(fact("Contact phone").getByText("+1 (415) 5550123")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Place call now to +1 (415) 5550123" })).toBeTruthy();
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

  it("names the agent as people read it, not as Flex writes a login name", () => {
    const call = { at: "2026-03-02T10:00:00.000Z", agent: "jane_2Edoe_40example_2Ecom", outcome: "busy" };
    panel({ data: { attemptHistory: [call] } });

    expect(screen.getByText(/by jane\.doe@example\.com$/)).toBeTruthy();
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
