import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findLocal } from "../../local/call/send.ts";
import { tellFunctions } from "../../local/task-events.ts";
import type { Task } from "../../local/twilio/index.ts";
import { endTaskButton, reload } from "../support/flex-page.ts";
import {
  accept,
  askForCallback,
  attributesOf,
  CONTACT,
  callButton,
  callbackDataOf,
  callIsBlocked,
  noticeShown,
  panelOf,
  retryButton,
  SHOWN_CONTACT,
  SOON,
  setPlugin,
  statusIs,
  TIMEOUT_MS,
  tasksBeside,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin(
  { CALLBACK_MAX_ATTEMPTS: "2", CALLBACK_AUTO_REQUEUE: "failed" },
  { keepsTab: true },
);

function isOpen({ assignmentStatus }: Task): boolean {
  return assignmentStatus !== "completed" && assignmentStatus !== "canceled";
}

/** Without the tasks of the calls that were placed. */
function callbacksBeside(sid: string) {
  return tasksBeside(desktop, sid).filter((task) => attributesOf(task).taskType === "callback");
}

describe("a callback on the agent desktop", { timeout: TIMEOUT_MS }, () => {
  it("is offered, read, called, talked about, and brought to its end", async () => {
    const page = await desktop.open();
    const sid = await askForCallback(desktop, {
      message: "About my order.",
      attributes: JSON.stringify({ language: "en" }),
    });
    await page.getByTestId("task-item").getByText(`Callback: ${SHOWN_CONTACT}`).waitFor(SOON);

    const panel = await accept(page);
    await panel.getByRole("heading", { name: "Callback request" }).waitFor();
    await panel.getByText("About my order.").waitFor();
    await panel.getByText("1 of 2").waitFor(SOON);

    await callButton(panel).click();
    await page.getByText("Live").first().waitFor(SOON);
    const [call] = tasksBeside(desktop, sid);
    expect(attributesOf(call)).toMatchObject({
      direction: "outbound",
      outbound_to: CONTACT,
      taskType: "callback-outbound",
      language: "en",
      autoClose: true,
      conversations: { conversation_id: sid },
      parentTask: desktop.twilio.store.state.reservationsOf(sid)[0]?.sid,
    });

    await page.getByTestId("task-item").getByText(`Callback: ${SHOWN_CONTACT}`).click();
    await callIsBlocked(await panelOf(page), "You are on a call with this contact.");
    await expect.poll(() => retryButton(panel).isDisabled(), SOON).toBe(true);
    await expect
      .poll(() => callbackDataOf(desktop.task(sid)).attemptHistory, SOON)
      .toMatchObject([{ outcome: "answered", callTaskSid: call?.sid }]);

    await page.getByTestId("task-item").getByText(SHOWN_CONTACT, { exact: true }).click();
    await page.getByText("Info", { exact: true }).click();
    const beside = await panelOf(page);
    await beside.getByText("About my order.").waitFor();
    await beside.getByText("1 of 2 · 1 call").waitFor();
    expect(await beside.getByRole("button", { name: "Retry later" }).count()).toBe(0);
    await endTaskButton(page).click();
    await statusIs(desktop, call?.sid ?? "", "wrapping");
    await endTaskButton(page).click();
    await statusIs(desktop, call?.sid ?? "", "completed");
    await expect
      .poll(() => callbackDataOf(desktop.task(sid)).attemptHistory, SOON)
      .toMatchObject([{ callTaskSid: call?.sid, seconds: expect.any(Number) }]);

    const back = await panelOf(page);
    await back.getByText("Answered").waitFor(SOON);
    await back.getByRole("button", { name: "End this request" }).click();
    await back.getByRole("button", { name: "The contact was reached" }).click();
    await statusIs(desktop, sid, "completed");
    await expect.poll(() => callbackDataOf(desktop.task(sid)).end, SOON).toMatchObject({ how: "reached" });
    await page.getByText("No active tasks").waitFor(SOON);
  });

  it("is offered again after a put-back, is given up after the last attempt, and is back after a weekend", async () => {
    const page = await desktop.open();
    const sid = await askForCallback(desktop);
    const panel = await accept(page);
    await callWithoutAnswer(page);
    const when = panel.getByRole("combobox", { name: "Offer it again" });
    await expect.poll(() => when.locator("option:checked").textContent(), SOON).toBe("in 10 minutes");
    await when.selectOption({ label: "in 30 minutes" });
    await panel.getByRole("checkbox", { name: "To me first" }).press("Space");
    await retryButton(panel).click();

    await panel
      .getByText(/^The request is back in the queue\. Finish this task\. It is offered again at /)
      .waitFor(SOON);
    await statusIs(desktop, sid, "wrapping");
    // The keyboard stays on a button that is blocked now, and looks so.
    await retryButton(panel).and(page.locator(":focus")).waitFor(SOON);
    await expect
      .poll(async () => backgroundOf(retryButton(panel)), SOON)
      .toBe(await backgroundOf(callButton(panel)));
    const [again, ...more] = callbacksBeside(sid);
    expect(more).toEqual([]);
    expect(callbackDataOf(again)).toMatchObject({ numberToCall: CONTACT, attempts: 1 });
    expect(callbackDataOf(again)).toMatchObject({ retryDelay: 1_800 });
    expect(attributesOf(again)).toMatchObject({
      conversations: { conversation_id: sid },
      callback_agent_sid: desktop.twilio.account.workerSid,
    });

    await panel.getByRole("button", { name: "Finish this task" }).click();
    await statusIs(desktop, sid, "completed");
    await page.getByText("No active tasks").waitFor(SOON);

    desktop.twilio.clock.advance(1_801_000);
    const lastPanel = await accept(page);
    await lastPanel.getByText("2 of 2").waitFor(SOON);
    await callWithoutAnswer(page);
    await lastPanel.getByText("This is the last attempt. Complete the task when you are done.").waitFor();
    expect(await retryButton(lastPanel).count()).toBe(0);

    await endTaskButton(page).click();
    await lastPanel.getByRole("button", { name: "Not reached, and no attempt is left" }).click();
    await statusIs(desktop, again?.sid ?? "", "completed");
    await expect
      .poll(() => callbackDataOf(desktop.task(again?.sid ?? "")).end, SOON)
      .toMatchObject({ how: "gave-up" });
    expect(callbacksBeside(again?.sid ?? "")).toEqual([]);

    // Friday evening: the agent takes a callback and goes home. TaskRouter deletes it a day later.
    const forgotten = await askForCallback(desktop, { message: "About the weekend." });
    await accept(page);
    tellFunctions(desktop.twilio, (await findLocal(desktop.url)).base);
    desktop.twilio.clock.advance(86_401_000);
    const back = await accept(page);
    await back.getByText("About the weekend.").waitFor(SOON);
    await back.getByText("1 of 2").waitFor(SOON);
    expect(desktop.task(forgotten)).toBeUndefined();
    const [next, ...others] = callbacksBeside(forgotten).filter(isOpen);
    expect(others).toEqual([]);
    expect(callbackDataOf(next)).toMatchObject({ after: forgotten, attempts: 0 });
  });

  it("keeps what came of each call, and is put back by itself unless the agent stops that", async () => {
    const page = await desktop.open();
    const sid = await askForCallback(desktop);
    let panel = await accept(page);

    await desktop.control("outbound", { outcome: "busy", afterSeconds: 0.2 });
    await panel.getByRole("button", { name: "Call another number" }).click(SOON);
    await panel.getByRole("textbox", { name: "Number with country code" }).fill("+1 415 555 0177");
    await page.keyboard.press("Enter");
    panel = await panelOf(page);
    await panel.getByRole("listitem").getByText("+1 415-555-0177").waitFor(SOON);
    await panel.getByRole("listitem").getByText("Busy", { exact: true }).waitFor(SOON);
    expect(attributesOf(tasksBeside(desktop, sid)[0])).toMatchObject({ outbound_to: "+14155550177" });

    for (const [outcome, words] of [
      ["no-answer", "No answer"],
      ["busy", "Busy"],
      ["invalid", "Invalid number"],
      ["blocked", "Number blocked"],
      ["failed", "Call failed"],
    ] as const) {
      await desktop.control("outbound", { outcome, afterSeconds: 0.2 });
      await callButton(panel).click();
      panel = await panelOf(page);
      await panel.getByRole("listitem").first().getByText(words, { exact: true }).waitFor(SOON);
      await callButton(panel).and(page.locator("[aria-disabled=false]")).waitFor(SOON);
    }

    const history = callbackDataOf(desktop.task(sid)).attemptHistory as readonly {
      readonly outcome: string;
    }[];
    expect(history[0]).toMatchObject({ numberCalled: "+14155550177" });
    expect(history.map(({ outcome }) => outcome)).toEqual([
      "busy",
      "no-answer",
      "busy",
      "invalid",
      "blocked",
      "failed",
    ]);
    const stop = page.getByRole("button", { name: "Do not put it back" });
    await stop.press("Enter");
    await stop.waitFor({ state: "detached" });
    expect(desktop.task(sid)?.assignmentStatus).toBe("assigned");

    await desktop.control("outbound", { outcome: "failed", afterSeconds: 0.2 });
    await callButton(panel).click();
    await stop.waitFor(SOON);
    await reload(page);
    await page.getByTestId("task-item").click(SOON);
    await page
      .getByText(/^Nobody was reached. The request goes back into the queue in \d seconds/)
      .first()
      .waitFor(SOON);
    await (await panelOf(page)).getByText(/^The request is back in the queue/).waitFor(SOON);
    expect(callbacksBeside(sid).map((task) => callbackDataOf(task).attempts)).toEqual([1]);
  });

  it("is not selected again after its call where the deployer switched that off", async () => {
    setPlugin(desktop, { auto_select_task: false });
    await desktop.control("outbound", { outcome: "busy", afterSeconds: 0.2 });
    const page = await desktop.open({ isNew: true });
    await askForCallback(desktop);
    await callButton(await accept(page)).click();

    await noticeShown(page, "This number is currently busy");
    await expect
      .poll(() => page.locator('[data-paste-element="CALLBACK_VOICEMAIL_PANEL"]').count(), SOON)
      .toBe(0);
  });
});

function backgroundOf(button: Locator): Promise<string> {
  return button.evaluate((element) => getComputedStyle(element).backgroundColor);
}

async function callWithoutAnswer(page: Page): Promise<void> {
  await desktop.control("outbound", { outcome: "no-answer", afterSeconds: 0.2 });
  await callButton(await panelOf(page)).click();
  const panel = await panelOf(page);
  await panel.getByRole("listitem").first().getByText("No answer", { exact: true }).waitFor(SOON);
  await callButton(panel).and(page.locator("[aria-disabled=false]")).waitFor(SOON);
}
