import type { Locator, Page, Route } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findLocal } from "../../local/call/send.ts";
import { reload } from "../support/flex-page.ts";
import {
  accept,
  askForCallback,
  callButton,
  callbackDataOf,
  callIsBlocked,
  panelOf,
  retryButton,
  SOON,
  statusIs,
  TIMEOUT_MS,
  tasksBeside,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin({}, { keepsTab: true });

const BACK_IN_QUEUE = "The request is back in the queue. Finish this task.";

describe("one request stays one request", { timeout: TIMEOUT_MS }, () => {
  it("however often it is clicked, and in two tabs at once", async () => {
    const one = await desktop.open();
    const other = await desktop.open();
    const sid = await askForCallback(desktop);
    const panel = await accept(one);
    await other.getByTestId("task-item").first().click();
    const otherPanel = await panelOf(other);
    await expect.poll(() => retryButton(otherPanel).isEnabled(), SOON).toBe(true);

    const asked = await holdUntilAllAsk([one, other]);
    await Promise.all([clickTwice(panel), clickTwice(otherPanel)]);

    await panel.getByText(BACK_IN_QUEUE).waitFor(SOON);
    await otherPanel.getByText(BACK_IN_QUEUE).waitFor(SOON);
    await statusIs(desktop, sid, "wrapping");
    expect(asked()).toBe(2);
    expect(tasksBeside(desktop, sid)).toHaveLength(1);
  });

  it("when the page is loaded again while it is put back", async () => {
    const page = await desktop.open();
    const sid = await askForCallback(desktop);
    const panelBefore = await accept(page);
    const { done } = await holdAnswer(page);
    await retryButton(panelBefore).click();
    await done;
    await reload(page);

    await page.getByTestId("task-item").first().click();
    const panel = await panelOf(page);
    await panel.getByText(BACK_IN_QUEUE).waitFor(SOON);
    await callIsBlocked(panel, "The request is already back in the queue.");
    await panel.getByRole("button", { name: "Finish this task" }).click();
    await statusIs(desktop, sid, "completed");
    expect(tasksBeside(desktop, sid)).toHaveLength(1);
  });

  it("when the answer is lost on the way", async () => {
    desktop.expectProblem(/Failed to load resource/);
    const page = await desktop.open();
    const sid = await askForCallback(desktop);
    const panel = await accept(page);
    await page.route(
      "**/callback/flex/requeue-callback",
      async (route) => {
        await route.fetch();
        await route.abort("connectionreset");
      },
      { times: 1 },
    );
    await retryButton(panel).click();

    await panel.getByText(BACK_IN_QUEUE).waitFor(SOON);
    await statusIs(desktop, sid, "wrapping");
    expect(tasksBeside(desktop, sid)).toHaveLength(1);
  });

  it("when it is put back from elsewhere: the panel says so by itself", async () => {
    const page = await desktop.open();
    const sid = await askForCallback(desktop);
    const panel = await accept(page);
    const { base } = await findLocal(desktop.url);
    const answer = await fetch(`${base}/callback/flex/requeue-callback`, {
      method: "POST",
      body: new URLSearchParams({ taskSid: sid, Token: desktop.twilio.account.tokens.supervisor }),
    });
    expect(answer.status).toBe(200);

    await panel.getByText(BACK_IN_QUEUE).waitFor(SOON);
    await callIsBlocked(panel, "The request is already back in the queue.");
  });
});

/** Lets the first request of each tab go at the same moment. Tells how many requests there were. */
async function holdUntilAllAsk(tabs: readonly Page[]): Promise<() => number> {
  let asked = 0;
  let release: () => void = () => {};
  const allAsked = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const tab of tabs) {
    await tab.route("**/callback/flex/requeue-callback", async (route) => {
      asked++;
      if (asked === tabs.length) release();
      await allAsked;
      await route.continue();
    });
  }

  return () => asked;
}

/** The functions do what the tab asks, and the tab never hears of it. `done` resolves when they have done it. */
async function holdAnswer(tab: Page): Promise<{ readonly done: Promise<void> }> {
  let tell: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const takes = async (route: Route) => {
    await route.fetch();
    tell();
  };
  await tab.route("**/callback/flex/requeue-callback", takes, { times: 1 });

  return { done };
}

/** Without waiting in between for the button to be ready for the second. */
function clickTwice(panel: Locator): Promise<void> {
  return retryButton(panel).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
}

describe("one call stays one attempt", { timeout: TIMEOUT_MS }, () => {
  it("when it is seen in two tabs, and when the page is loaded again while it is live", async () => {
    const one = await desktop.open();
    await desktop.open();
    const sid = await askForCallback(desktop);
    await callButton(await accept(one)).click();
    await one.getByText("Live").first().waitFor(SOON);
    // The attempt is noted when the call is placed, and once more when Flex knows the call.
    await expect
      .poll(() => callbackDataOf(desktop.task(sid)).attemptHistory, SOON)
      .toMatchObject([{ outcome: "answered", callTaskSid: expect.any(String) }]);
    const recorded = callbackDataOf(desktop.task(sid)).attemptHistory;

    await reload(one);
    await one.getByTestId("task-item").getByText("Callback:").click();
    await callIsBlocked(await panelOf(one), "You are on a call with this contact.");

    expect(callbackDataOf(desktop.task(sid)).attemptHistory).toMatchObject([
      { outcome: "answered", callTaskSid: (recorded as { callTaskSid: string }[])[0]?.callTaskSid },
    ]);
  });
});
