import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findLocal, type Sent } from "../../local/call/send.ts";
import { leaveMessage, type MessageOptions } from "../../local/call/voicemail.ts";
import { acceptButton, callbacksEntry, invokeAction } from "../support/flex-page.ts";
import { withPlugin } from "./plugin-page.ts";

const TIMEOUT_MS = 180_000;
const CALLER = { numberToCall: "+14155550123", numberToCallFrom: "+14155550100" };

const desktop = withPlugin({ CALLBACK_LIST_FOR_AGENTS: "queue" }, { keepsTab: true });

/** A caller leaves a message, and the agent takes its task. */
async function acceptVoicemail(
  page: Page,
  options: MessageOptions = { "no-transcript": true },
): Promise<void> {
  for await (const { status, text } of await leave(options)) expect(status, text).toBe(200);
  await acceptButton(page).click();
  await page.getByRole("button", { name: "Play the message" }).waitFor();
}

async function leave(options: MessageOptions): Promise<AsyncIterable<Sent>> {
  return leaveMessage(await findLocal(desktop.url), CALLER, options);
}

/** As another tab of the agent does. */
async function noteCall(): Promise<void> {
  const { base } = await findLocal(desktop.url);
  const [taskSid = ""] = desktop.twilio.store.state.tasks.keys();
  const Token = desktop.twilio.account.tokens.agent;
  const answer = await fetch(`${base}/callback/flex/record-attempt`, {
    method: "POST",
    body: new URLSearchParams({ taskSid, outcome: "no-answer", Token }),
  });
  expect(answer.status).toBe(200);
}

describe("a voicemail in Flex", { timeout: TIMEOUT_MS }, () => {
  it("is heard: its sound plays and goes on", async () => {
    const page = await desktop.open();
    await acceptVoicemail(page);
    await page.getByRole("button", { name: "Play the message" }).click();

    await page.waitForFunction(() => (document.querySelector("audio")?.currentTime ?? 0) > 0.5);
    const before = await heard(page);
    await page.waitForFunction(
      (at) => (document.querySelector("audio")?.currentTime ?? 0) > at + 0.5,
      before,
    );
    expect(await page.evaluate(() => document.querySelector("audio")?.error ?? null)).toBeNull();
    expect(Math.round(await page.evaluate(() => document.querySelector("audio")?.duration ?? 0))).toBe(15);
  });

  it("of half an hour is heard near its end, moved there by keyboard", async () => {
    const page = await desktop.open();
    await acceptVoicemail(page, { long: true });
    await page.getByRole("button", { name: "Play the message" }).click();

    const position = page.getByRole("slider", { name: "Position in the message" });
    await position.waitFor();
    // Only once its length is known, can the position be moved.
    await page.waitForFunction(
      () => Number(document.querySelector<HTMLInputElement>("input[type=range]")?.max) > 1_900,
    );
    await position.press("End");
    await position.press("PageDown");
    await page.waitForFunction(() => {
      const audio = document.querySelector("audio");
      return audio !== null && audio.currentTime > 1_500 && !audio.seeking;
    });
  });

  it("shows its transcript as soon as there is one, without being asked again", async () => {
    const page = await desktop.open();
    await acceptVoicemail(page, {});

    await page.getByText("one of the two boxes is missing").waitFor();
  });

  it("is deleted after a call, when it is asked for twice, and says so", async () => {
    const page = await desktop.open();
    await acceptVoicemail(page);
    const button = page.getByRole("button", { name: "Delete the message" });
    await expect.poll(() => button.isDisabled()).toBe(true);
    await noteCall();
    await expect.poll(() => button.isEnabled()).toBe(true);
    await button.click();
    expect(desktop.twilio.recordings.list()).toHaveLength(1);
    await page.getByRole("button", { name: "Delete for good" }).click();

    await page.getByText("The recording and its transcript were deleted.").waitFor();
    expect(desktop.twilio.recordings.list()).toHaveLength(0);
    expect(await page.getByRole("button", { name: "Play the message" }).count()).toBe(0);
  });

  it("whose recording has gone meanwhile says so kindly", async () => {
    const page = await desktop.open();
    await acceptVoicemail(page);
    for (const { sid } of desktop.twilio.recordings.list()) desktop.twilio.recordings.remove(sid);
    desktop.expectProblem(/410 \(Gone\)/);
    await page.getByRole("button", { name: "Play the message" }).click();

    await page.getByText("The recording is no longer there.").waitFor();
  });

  it("stands in the list that agents may see, with the numbers of others' contacts masked", async () => {
    const page = await desktop.open();
    await acceptVoicemail(page);
    await desktop.createTask({
      taskType: "callback",
      callBackData: { numberToCall: "+14155550177", contactName: "Ravi Patel", attempts: 0, retryDelay: 600 },
    });
    await callbacksEntry(page).click();

    const view = page.getByRole("region", { name: "Callbacks" });
    await view
      .getByRole("row", { name: /\+1 415-555-0123/ })
      .getByText("With an agent")
      .waitFor();
    const others = await view.getByRole("row", { name: /••••77/ }).textContent();
    expect(others).not.toContain("Ravi");
    expect(await view.getByRole("button", { name: /Offer now|Assign|Cancel|Play/ }).count()).toBe(0);
    await invokeAction(page, "NavigateToView", { viewName: "agent-desktop" });
  });
});

function heard(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector("audio")?.currentTime ?? 0);
}
