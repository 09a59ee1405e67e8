import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findLocal } from "../../local/call/send.ts";
import { leaveMessage } from "../../local/call/voicemail.ts";
import { agentsOf } from "../../local/twilio/agents.ts";
import { faultsIn } from "../support/axe.ts";
import { callbacksEntry, invokeAction } from "../support/flex-page.ts";
import {
  accept,
  askForCallback,
  attributesOf,
  CONTACT,
  panelOf,
  retryButton,
  SHOWN_CONTACT,
  SOON,
  statusIs,
  TIMEOUT_MS,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin();

describe("a supervisor beside an agent", { timeout: TIMEOUT_MS }, () => {
  it("sees the list of callbacks change as the agent works", async () => {
    const agent = await desktop.open();
    const sid = await askForCallback(desktop, { attributes: JSON.stringify({ name: "Jane Doe" }) });
    const view = await callbacksOf(await desktop.open({ login: "supervisor" }));
    const jane = view.getByRole("row", { name: /Jane Doe/ });
    await jane.getByText("Being offered").waitFor(SOON);
    expect(await faultsIn(view.page(), VIEW)).toEqual([]);
    expect(await callbacksEntry(agent).count()).toBe(0);

    const panel = await accept(agent);
    await jane.getByText("With an agent").waitFor(SOON);
    expect(await jane.getByRole("button").count()).toBe(0);
    await retryButton(panel).click();
    await (await panelOf(agent)).getByRole("button", { name: "Finish this task" }).click();
    await statusIs(desktop, sid, "completed");
    await jane.getByText(/^Held until/).waitFor(SOON);
    await jane.getByRole("button", { name: "Offer now" }).click();
    await jane.getByText("Being offered").waitFor(SOON);
    expect(await jane.count()).toBe(1);
  });

  it("opens the list by its icon; its name is written once the side navigation is open", async () => {
    const page = await desktop.open({ login: "supervisor" });
    const entry = callbacksEntry(page);
    await entry.waitFor(SOON);
    const opacity = () => entry.getByText("Callbacks").evaluate((label) => getComputedStyle(label).opacity);
    await expect.poll(opacity, SOON).toBe("0");

    await entry.locator("svg").click(SOON);
    await page.locator(VIEW).waitFor(SOON);
    await invokeAction(page, "ToggleSidebar", { open: true });
    await expect.poll(opacity, SOON).toBe("1");
  });

  it("offers a callback now, hands it on, cancels it with a reason, and hears a message, by keyboard alone, in the dark theme", async () => {
    const { account, store } = desktop.twilio;
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.offline });
    for await (const { status } of leaveMessage(await findLocal(desktop.url), CALLER, {
      "no-transcript": true,
    }))
      expect(status).toBe(200);
    const held = await desktop.createTask({
      taskType: "callback",
      callBackData: { numberToCall: CONTACT, attempts: 0, retryDelay: 600 },
    });
    const view = await callbacksOf(await desktop.open({ login: "supervisor", theme: "dark" }));
    const { keyboard } = view.page();
    const row = view.getByRole("row", { name: SHOWN_CONTACT });
    await row.getByText(/^Held until/).waitFor(SOON);
    await row.getByRole("button", { name: "Offer now" }).focus();
    await keyboard.press("Enter");
    await view.getByText(`The callback of ${SHOWN_CONTACT} goes first now.`).waitFor(SOON);
    await row.getByText("Goes first").waitFor(SOON);
    expect(desktop.task(held)?.assignmentStatus).toBe("canceled");

    await row.getByRole("button", { name: "Assign" }).focus();
    await keyboard.press("Enter");
    await view.getByRole("option", { name: AGENT, exact: true }).waitFor({ ...SOON, state: "attached" });
    await keyboard.type(AGENT);
    expect(await faultsIn(view.page(), VIEW)).toEqual([]);
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await view.getByText(`The callback of ${SHOWN_CONTACT} is for ${AGENT} now.`).waitFor(SOON);
    await row.getByText(`Goes first · For ${AGENT}`).waitFor(SOON);
    const [message = "", sid = ""] = agentsOf(desktop.twilio).open();
    expect(attributesOf(desktop.task(sid))).toMatchObject({ callback_agent_sid: account.workerSid });

    await row.getByRole("button", { name: "Cancel" }).focus();
    await keyboard.press("Enter");
    await keyboard.type("The contact wrote an e-mail");
    expect(await faultsIn(view.page(), VIEW)).toEqual([]);
    await keyboard.press("Enter");

    await view.getByText(`The callback of ${SHOWN_CONTACT} was canceled.`).waitFor(SOON);
    await row.waitFor({ ...SOON, state: "detached" });
    expect(desktop.task(sid)?.assignmentStatus).toBe("canceled");
    expect(attributesOf(desktop.task(sid))).toMatchObject({
      callBackData: { end: { how: "canceled", reason: "supervisor" } },
    });

    await view.getByRole("button", { name: "Play", exact: true }).focus();
    await keyboard.press("Enter");
    await view
      .page()
      .waitForFunction(() => (document.querySelector("audio")?.currentTime ?? 0) > 0.5, null, SOON);
    expect(await faultsIn(view.page(), VIEW)).toEqual([]);
    await expect
      .poll(() => attributesOf(desktop.task(message)), SOON)
      .toMatchObject({ callBackData: { heard: [{ by: "supervisor" }] } });
    await view.getByRole("button", { name: "Close" }).focus();
    await keyboard.press("Enter");
    await view.locator("audio").waitFor({ ...SOON, state: "detached" });
    expect(desktop.task(message)?.assignmentStatus).toBe("pending");
  });
});

const AGENT = "agent";
const CALLER = { numberToCall: "+14155550177", numberToCallFrom: "+14155550100" };
const VIEW = '[data-paste-element="CALLBACK_VOICEMAIL_VIEW"]';

/** The view, as somebody opens it by its entry in the side navigation. */
async function callbacksOf(page: Page): Promise<Locator> {
  await callbacksEntry(page).click(SOON);
  const view = page.locator(VIEW);
  await view.getByRole("table").waitFor(SOON);

  return view;
}
