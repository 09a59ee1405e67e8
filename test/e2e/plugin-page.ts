import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { findLocal, sendForm } from "../../local/call/send.ts";
import type { Task } from "../../local/twilio/index.ts";
import { type DesktopTestOptions, type DesktopUnderTest, withDesktop } from "../support/flex-desktop.ts";
import { acceptButton } from "../support/flex-page.ts";

export const CONTACT = "+14155550123";
/** As Flex writes it everywhere. */
export const SHOWN_CONTACT = "+1 415-555-0123";
const CALL_BUTTON = `Place call now to ${SHOWN_CONTACT}`;
/** Every tab reads the 18 MB of Flex again, on machines that may be busy. */
export const TIMEOUT_MS = 240_000;
export const SOON = { timeout: 30_000 };

const BUILT = join(import.meta.dirname, "../../dist/plugin/flex-callback-voicemail.js");

/**
 * Flex with the plugin as it is deployed; or with the one that PLUGIN_FILE names, such as what Twilio's own scripts
 * have built.
 */
export function withPlugin(
  environment: Readonly<Record<string, string>> = {},
  options: Pick<DesktopTestOptions, "keepsTab" | "besideFlex"> = {},
): DesktopUnderTest {
  return withDesktop({ ...options, pluginFile: process.env.PLUGIN_FILE ?? BUILT, environment });
}

/** A caller asks to be called back, through the function that Studio calls. Returns the task. */
export async function askForCallback(
  desktop: DesktopUnderTest,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string> {
  const form = { numberToCall: CONTACT, numberToCallFrom: "+14155550100", ...parameters };
  const { status, text } = await sendForm(
    await findLocal(desktop.url),
    "a callback",
    "/callback/studio/create-callback",
    {},
    form,
  );
  expect(status, text).toBe(200);

  return (JSON.parse(text) as { taskSid: string }).taskSid;
}

/** The agent takes what is offered, and has its panel before them. */
export async function accept(page: Page): Promise<Locator> {
  await acceptButton(page).click();

  return panelOf(page);
}

export async function panelOf(page: Page): Promise<Locator> {
  const panel = page.locator('[data-paste-element="CALLBACK_VOICEMAIL_PANEL"]');
  await panel.waitFor(SOON);

  return panel;
}

export const callButton = (panel: Locator) => panel.getByRole("button", { name: CALL_BUTTON });
export const retryButton = (panel: Locator) => panel.getByRole("button", { name: "Retry later" });

/** The call cannot be placed, and the agent is told why. */
export async function callIsBlocked(panel: Locator, reason: string): Promise<void> {
  await panel.getByText(reason).waitFor(SOON);
  await expect.poll(() => callButton(panel).isDisabled(), SOON).toBe(true);
}

export async function noticeShown(page: Page, words: string): Promise<void> {
  await page.getByTestId("notification-message").getByText(words).waitFor(SOON);
}

/** All tasks there are but this one, oldest first. */
export function tasksBeside(desktop: DesktopUnderTest, sid: string): readonly Task[] {
  return [...desktop.twilio.store.state.tasks.values()].filter((task) => task.sid !== sid);
}

export function attributesOf(task: Task | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(task?.attributes ?? "{}");
}

export function callbackDataOf(task: Task | undefined): Readonly<Record<string, unknown>> {
  return (attributesOf(task).callBackData ?? {}) as Readonly<Record<string, unknown>>;
}

export async function statusIs(desktop: DesktopUnderTest, sid: string, status: string): Promise<void> {
  await expect.poll(() => desktop.task(sid)?.assignmentStatus, SOON).toBe(status);
}

/** Changes the plugin's settings in the Flex configuration; pages opened from now on have them. */
export function setPlugin(desktop: DesktopUnderTest, settings: Readonly<Record<string, unknown>>): void {
  const { flexConfiguration, account } = desktop.twilio;
  flexConfiguration.change({
    account_sid: account.accountSid,
    ui_attributes: { version_compatibility: "yes", flex_callback_voicemail: settings },
  });
}
