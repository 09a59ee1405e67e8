import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { endTaskButton } from "../support/flex-page.ts";
import {
  accept,
  askForCallback,
  callButton,
  callbackDataOf,
  panelOf,
  SOON,
  statusIs,
  TIMEOUT_MS,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin({}, { keepsTab: true });

describe("a callback whose contact was not reached", { timeout: TIMEOUT_MS }, () => {
  it("is not ended by two quick clicks on Complete: the agent is asked how it ended", async () => {
    const { page, sid } = await acceptedCallback();
    await endTaskButton(page).dblclick();
    await question(page).waitFor(SOON);

    expect(desktop.task(sid)?.assignmentStatus).toBe("assigned");
    expect(callbackDataOf(desktop.task(sid)).end).toBeUndefined();
  });

  it("is not ended by two quick clicks on the Complete of its call, whose button is in the same place", async () => {
    const { page, sid } = await acceptedCallback();
    await callButton(await panelOf(page)).click();
    await page.getByTestId("participant-status").getByText("Live").waitFor(SOON);
    await endTaskButton(page).click();
    await endTaskButton(page).getByText("Complete").waitFor(SOON);
    const { x = 0, y = 0 } = (await endTaskButton(page).boundingBox()) ?? {};
    await page.mouse.dblclick(x + 10, y + 10);

    const panel = await panelOf(page);
    await panel.getByText("Answered").waitFor(SOON);
    expect(desktop.task(sid)?.assignmentStatus).toBe("assigned");
    await panel.getByRole("button", { name: "End this request" }).click();
    await panel.getByRole("button", { name: "The contact was reached" }).click();
    await statusIs(desktop, sid, "completed");
    expect(callbackDataOf(desktop.task(sid)).end).toMatchObject({ how: "reached" });
  });

  it("is ended with the agent's answer, by keyboard alone", async () => {
    const { page, sid } = await acceptedCallback();
    await endTaskButton(page).focus();
    await page.keyboard.press("Enter");
    await question(page).waitFor(SOON);
    for (const _ of ["reached", "left a message", "wrong number"]) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    await statusIs(desktop, sid, "completed");
    await expect
      .poll(() => callbackDataOf(desktop.task(sid)).end, SOON)
      .toMatchObject({ how: "closed", reason: "wrong-number" });
    await page.getByText("No active tasks").waitFor(SOON);
  });

  it("stays with the agent who thinks better of it", async () => {
    const { page, sid } = await acceptedCallback();
    const panel = await panelOf(page);
    const end = panel.getByRole("button", { name: "End this request" });
    await end.click();
    await question(page).waitFor(SOON);
    await page.keyboard.press("Escape");

    await question(page).waitFor({ state: "detached" });
    await expect.poll(() => end.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(desktop.task(sid)?.assignmentStatus).toBe("assigned");
  });

  it("is ended in any case, though the functions are silent", async () => {
    const { page, sid } = await acceptedCallback();
    await page.route("**/callback/flex/close-callback", () => {});
    await endTaskButton(page).click();
    await question(page).getByRole("button", { name: "Dealt with without a call" }).click();

    await statusIs(desktop, sid, "completed");
    expect(callbackDataOf(desktop.task(sid)).end).toBeUndefined();
  });
});

async function acceptedCallback(): Promise<{ readonly page: Page; readonly sid: string }> {
  const page = await desktop.open();
  const sid = await askForCallback(desktop);
  await (await accept(page)).getByText("1 of 3").waitFor(SOON);

  return { page, sid };
}

function question(page: Page) {
  return page.getByRole("group", { name: "How did it end?" });
}
