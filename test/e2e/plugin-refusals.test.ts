import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { invokeAction } from "../support/flex-page.ts";
import type { OpenOptions } from "../support/tabs.ts";
import {
  accept,
  askForCallback,
  callButton,
  callIsBlocked,
  panelOf,
  retryButton,
  SOON,
  setPlugin,
  statusIs,
  TIMEOUT_MS,
  tasksBeside,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin({ CALLBACK_MAX_ATTEMPTS: "3" });

/** The browser itself complains of every answer that is none. */
const REFUSED_IN_CONSOLE = /Failed to load resource/;

describe("a call that cannot be placed", { timeout: TIMEOUT_MS }, () => {
  it("says that the task has to be accepted first", async () => {
    const page = await openWithCallback();
    await page.getByTestId("task-item").getByText("Callback:").click();
    await page.getByText("Info", { exact: true }).click();

    const panel = await panelOf(page);
    await callIsBlocked(panel, "Accept the task first.");
    await expect.poll(() => retryButton(panel).isDisabled(), SOON).toBe(true);
  });

  it("says that the agent is offline, until they are not", async () => {
    const page = await openWithCallback();
    const panel = await accept(page);
    await invokeAction(page, "SetActivity", { activityName: "Offline" });
    await callIsBlocked(panel, "You are offline. Change your activity to place calls.");
    await expect.poll(() => retryButton(panel).isEnabled(), SOON).toBe(true);

    await invokeAction(page, "SetActivity", { activityName: "Available" });
    await expect.poll(() => callButton(panel).isEnabled(), SOON).toBe(true);
  });

  it("says that outbound calls are off, although a flow beside the default one is on", async () => {
    const { flexConfiguration, account } = desktop.twilio;
    const { default: flow } = flexConfiguration.read().outbound_call_flows as { default: object };
    flexConfiguration.change({
      account_sid: account.accountSid,
      outbound_call_flows: { default: { ...flow, enabled: false }, second: { ...flow, enabled: true } },
    });
    const page = await openWithCallback({ isNew: true });

    await callIsBlocked(await accept(page), "Outbound calls are not enabled. Ask your administrator.");
  });

  it("says that another call is live", async () => {
    const page = await openWithCallback();
    await accept(page);
    await invokeAction(page, "StartOutboundCall", { destination: "+15005550042" });
    await page.getByText("Live").first().waitFor(SOON);

    await page.getByTestId("task-item").getByText("Callback:").click();
    await callIsBlocked(await panelOf(page), "You are on another call.");
  });

  it("says that the task is in wrap-up, from where it may still be put back", async () => {
    const page = await openWithCallback();
    const panel = await accept(page);
    const [sid] = desktop.twilio.store.state.tasks.keys();
    await invokeAction(page, "WrapupTask", {
      sid: desktop.twilio.store.state.reservationsOf(sid ?? "")[0]?.sid,
    });
    await callIsBlocked(panel, "The task is in wrap-up.");

    await retryButton(panel).click();
    await panel.getByText("The request is back in the queue. Finish this task.").waitFor(SOON);
    expect(tasksBeside(desktop, sid ?? "")).toHaveLength(1);
  });

  it("says so when Flex begins nothing: there is no microphone", async () => {
    const { store, account } = desktop.twilio;
    store.updateWorker(account.workerSid, { attributes: JSON.stringify({ contact_uri: "client:agent" }) });
    desktop.expectProblem(/no audio input device/);
    const page = await openWithCallback({ isNew: true });
    const panel = await accept(page);
    await callButton(panel).click();

    await panel.getByRole("alert").getByText("The call was not started. Check your microphone").waitFor(SOON);
    await expect.poll(() => callButton(panel).isEnabled(), SOON).toBe(true);
    expect(desktop.twilio.store.state.tasks.size).toBe(1);
  });
});

describe("a request that cannot be put back", { timeout: TIMEOUT_MS }, () => {
  it("says that the session has ended when the token is not accepted, and is put back once it is", async () => {
    desktop.expectProblem(REFUSED_IN_CONSOLE);
    const page = await openWithCallback();
    const panel = await accept(page);
    await panel.getByText("1 of 3").waitFor(SOON);
    desktop.twilio.faults.add({
      host: "iam.twilio.com",
      status: 200,
      contentType: "application/json",
      raw: JSON.stringify({ valid: false, code: 20104, message: "Token has expired" }),
    });
    await retryButton(panel).click();

    await panel.getByRole("alert").getByText("Your session has ended. Log in again.").waitFor(SOON);
    expect(await panel.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await succeedsNow(page, "Retry later");
  });

  it("says that all attempts are used up, where the panel did not know", async () => {
    desktop.expectProblem(REFUSED_IN_CONSOLE);
    const page = await desktop.open({
      isNew: true,
      before: (tab) => tab.route("**/callback/flex/settings", (route) => route.abort()),
    });
    const sid = await askForCallback(desktop, { attempts: "3" });
    const panel = await accept(page);
    await retryButton(panel).click();

    await panel.getByRole("alert").getByText("All attempts are used up. Complete the task.").waitFor(SOON);
    expect(await panel.getByRole("button", { name: "Try again" }).count()).toBe(0);
    expect(tasksBeside(desktop, sid)).toEqual([]);
    await statusIs(desktop, sid, "assigned");
  });

  it("says that the queue cannot be reached while TaskRouter is down, and can be tried again", async () => {
    desktop.expectProblem(REFUSED_IN_CONSOLE);
    const page = await openWithCallback();
    const panel = await accept(page);
    await panel.getByText("1 of 3").waitFor(SOON);
    const outage = { host: "taskrouter.twilio.com", path: "/Tasks/", status: 503, times: 10_000 };
    desktop.twilio.faults.add(outage);
    await retryButton(panel).click();
    await panel.getByText("Putting it back in the queue…").waitFor(SOON);

    await panel
      .getByRole("alert")
      .getByText("The queue cannot be reached at the moment.")
      .waitFor({ timeout: 60_000 });
    desktop.twilio.faults.clear();
    await succeedsNow(page);
  });

  it("says the same when no answer comes, and can be tried again", async () => {
    desktop.expectProblem(REFUSED_IN_CONSOLE);
    const page = await openWithCallback();
    const panel = await accept(page);
    await page.route("**/callback/flex/requeue-callback", () => {});
    await retryButton(panel).click();

    await panel
      .getByRole("alert")
      .getByText("The queue cannot be reached at the moment.")
      .waitFor({ timeout: 60_000 });
    await page.unroute("**/callback/flex/requeue-callback");
    await succeedsNow(page);
  });

  it("is not offered where the deployer switched it off", async () => {
    setPlugin(desktop, { allow_requeue: false });
    const page = await openWithCallback({ isNew: true });
    const panel = await accept(page);
    await panel.getByText("1 of 3").waitFor(SOON);

    expect(await retryButton(panel).count()).toBe(0);
  });
});

describe("functions on a domain of their own", { timeout: TIMEOUT_MS }, () => {
  it("are reached from Flex's page, without the browser asking first", async () => {
    const domain = desktop.url.replace("localhost", "127.0.0.1");
    desktop.expectProblem(new RegExp(`left the machine: ${domain}/callback/flex/`));
    setPlugin(desktop, { functions_domain: domain });
    const page = await desktop.open({ isNew: true });
    const methods: string[] = [];
    page.on("request", (request) => {
      if (request.url().startsWith(domain)) methods.push(request.method());
    });
    const sid = await askForCallback(desktop);
    await retryButton(await accept(page)).click();

    await statusIs(desktop, sid, "wrapping");
    expect(tasksBeside(desktop, sid)).toHaveLength(1);
    expect(new Set(methods)).toEqual(new Set(["POST"]));
  });
});

async function openWithCallback(options: OpenOptions = {}): Promise<Page> {
  const page = await desktop.open(options);
  await askForCallback(desktop);

  return page;
}

/** The agent tries again, and one new task comes of it all. */
async function succeedsNow(page: Page, button = "Try again"): Promise<void> {
  const [sid] = desktop.twilio.store.state.tasks.keys();
  const panel = await panelOf(page);
  await panel.getByRole("button", { name: button }).click();

  await panel.getByText("The request is back in the queue. Finish this task.").waitFor(SOON);
  expect(await panel.getByRole("alert").count()).toBe(0);
  expect(tasksBeside(desktop, sid ?? "")).toHaveLength(1);
}
