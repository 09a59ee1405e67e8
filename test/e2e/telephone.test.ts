import { readFileSync } from "node:fs";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE_PATH } from "../../local/phone/index.ts";
import { faultsIn } from "../support/axe.ts";
import { acceptButton, endTaskButton } from "../support/flex-page.ts";
import {
  callButton,
  callbackDataOf,
  panelOf,
  SOON,
  statusIs,
  TIMEOUT_MS,
  withPlugin,
} from "./plugin-page.ts";

const desktop = withPlugin({}, { besideFlex: PHONE_PATH });

describe("the telephone beside Flex", { timeout: TIMEOUT_MS }, () => {
  it("dials into the queue, asks to be called back, rings when the agent calls, and hangs up", async () => {
    const page = await desktop.open();
    const phone = page.frameLocator('iframe[title="CRMContainer"]');

    const pressed: string[] = [];
    const press = async (
      name: string,
      button: Locator = phone.getByRole("button", { name, exact: true }),
    ) => {
      pressed.push(name);
      await button.click();
    };

    await press("Dial");
    await hears(phone, "To hear your choices, press star.");
    await press("*", phone.getByRole("button", { name: "star" }));
    await hears(phone, "To be called back, press 1.");
    await press("1");
    await hears(phone, "To be called back at the number that you are calling from, press 1.");
    await press("1");
    await hears(phone, "You keep your place in line.");
    await isSo(phone, "The call has ended");

    await page.getByTestId("task-item").getByText("Callback: +1 415-555-0123").waitFor(SOON);
    await press("Accept", acceptButton(page));
    const panel = await panelOf(page);
    const callback = openTask("callback");
    await callButton(panel).click();
    await phone.getByText("Your telephone rings.").waitFor(SOON);
    await phone.getByRole("button", { name: "Busy" }).click();
    await panel.getByRole("listitem").getByText("Busy", { exact: true }).waitFor(SOON);
    await callButton(panel).and(page.locator("[aria-disabled=false]")).waitFor(SOON);

    await press("Place call now", callButton(await panelOf(page)));
    await press("Answer");
    await page.getByText("Live").first().waitFor(SOON);
    await isSo(phone, "You speak with an agent");
    await press("Hang up");
    await isSo(phone, "The call has ended");
    await statusIs(desktop, openTask("callback-outbound"), "wrapping");
    await page.getByTestId("task-item").getByText("+1 415-555-0123", { exact: true }).click();
    await press("Complete", endTaskButton(page).getByText("Complete"));

    const back = await panelOf(page);
    await back.getByText("Answered").waitFor(SOON);
    await press("End this request", back.getByRole("button", { name: "End this request" }));
    await press("The contact was reached", back.getByRole("button", { name: "The contact was reached" }));
    await statusIs(desktop, callback, "completed");
    await expect
      .poll(() => callbackDataOf(desktop.task(callback)).end, SOON)
      .toMatchObject({ how: "reached" });
    expect(pressed).toEqual(firstTwoMinutes());

    // Who hangs up in the menu has asked for nothing.
    await phone.getByRole("button", { name: "Dial" }).click();
    await acceptButton(page).waitFor(SOON);
    await hears(phone, "To hear your choices, press star.");
    await phone.getByRole("button", { name: "star" }).click();
    await hears(phone, "To be called back, press 1.");
    await phone.getByRole("button", { name: "Hang up" }).click();
    await isSo(phone, "The call has ended");
    await page.getByText("No active tasks").waitFor(SOON);
    expect(openTasks()).toEqual([]);

    // Who is answered while they wait speaks with the agent.
    await phone.getByRole("button", { name: "Dial" }).click();
    await acceptButton(page).click();
    await isSo(phone, "You speak with an agent");
    await page.getByText("Live").first().waitFor(SOON);
    const [call] = openTasks();
    await phone.getByRole("button", { name: "Hang up" }).click();
    await statusIs(desktop, call?.sid ?? "", "wrapping");
    await endTaskButton(page).getByText("Complete").click();
    await page.getByText("No active tasks").waitFor(SOON);
    expect(openTasks()).toEqual([]);
  });
});

describe("the telephone alone", { timeout: TIMEOUT_MS }, () => {
  it("works by keyboard, stays in its call when it is loaded again, and dials once", async () => {
    const page = await openPhone();
    await page.getByRole("button", { name: "Dial" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await hears(page, "To hear your choices, press star.");
    expect(await page.getByRole("button", { name: "Hang up" }).and(page.locator(":focus")).count()).toBe(1);
    await page.keyboard.press("*");
    await isSo(page, "You pressed *");
    await hears(page, "To be called back, press 1.");

    await page.reload();
    await hears(page, "To be called back, press 1.");
    await page.getByText("listens for keys").waitFor(SOON);
    await page.getByText("+14155550123: call, waits").waitFor(SOON);
    expect(openTasks()).toHaveLength(1);
    await page.getByRole("button", { name: "Hang up" }).focus();
    await page.keyboard.press("Enter");
    await isSo(page, "The call has ended");
    expect(await page.getByRole("button", { name: "Dial" }).and(page.locator(":focus")).count()).toBe(1);
    await page.getByText("Nobody waits.").waitFor(SOON);
  });

  it("leaves a message with the spoken sample, also in a flow of the account's own", async () => {
    const page = await openPhone("", async () => {
      desktop.twilio.flows.create({
        friendlyName: "Our greeting",
        status: "published",
        definition: JSON.stringify({
          initial_state: "Trigger",
          states: [
            {
              type: "trigger",
              name: "Trigger",
              properties: {},
              transitions: [{ event: "incomingCall", next: "greet" }],
            },
            {
              type: "say-play",
              name: "greet",
              properties: { say: "Our greeting speaks." },
              transitions: [{ event: "audioComplete" }],
            },
          ],
        }),
      });
    });
    await page.getByLabel("You dial").selectOption({ label: "Our greeting" });
    await page.getByRole("button", { name: "Dial" }).click();
    await hears(page, "Our greeting speaks.");
    await isSo(page, "The call has ended");

    await page.getByLabel("You dial").selectOption("voicemail");
    await page.getByRole("button", { name: "Dial" }).click();
    await page.getByRole("button", { name: "Say it" }).click();
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "star" }).click();
    await hears(page, "We will get back to you.");
    await page.getByText("+14155550123: voicemail, waits").waitFor(SOON);
  });

  it.each(["light", "dark"] as const)("is read well, in the %s theme", async (theme) => {
    const page = await openPhone(`?theme=${theme}`);
    expect(await faultsIn(page, "body")).toEqual([]);
    const { clock, handsets } = desktop.twilio;
    const ears = { picked: () => undefined, hungUp: () => undefined };
    handsets.ring({ from: "+14155550100", to: "+14155550123" }, ears);
    await page.getByText("Your telephone rings.").waitFor(SOON);
    expect(await faultsIn(page, "body")).toEqual([]);
    clock.advance(30_000);
    await isSo(page, "You let it ring");

    // By keyboard, in a small window.
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.getByRole("button", { name: "Dial" }).focus();
    handsets.ring({ from: "+14155550100", to: "+14155550123" }, ears);
    await page.getByRole("button", { name: "Answer" }).and(page.locator(":focus")).waitFor(SOON);
    await page.keyboard.press("Enter");
    await isSo(page, "You speak with an agent");
    await page.keyboard.press("7");
    await isSo(page, "Nobody listens for 7 now.");
    const hangUp = page.getByRole("button", { name: "Hang up" }).and(page.locator(":focus"));
    await hangUp.and(page.locator("[aria-disabled=false]")).waitFor(SOON);
    await page.keyboard.press("Enter");
    await isSo(page, "The call has ended");
  });

  it("says when the local Twilio is away, and goes on when it is back", async () => {
    desktop.expectProblem(/./);
    let cut: () => void = () => undefined;
    const page = await openPhone("", (tab) =>
      tab.routeWebSocket(/phone\/line/, (socket) => {
        const server = socket.connectToServer();
        cut = () => {
          server.close();
          socket.close();
        };
      }),
    );
    await page.getByText("Nobody waits.").waitFor(SOON);
    cut();
    await page.getByText("This page goes on by itself when it is back.").waitFor(SOON);
    await page
      .getByText("This page goes on by itself when it is back.")
      .waitFor({ ...SOON, state: "hidden" });
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Dial" }).click();
    await page.getByText("The local Twilio does not answer.").waitFor(SOON);
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Dial" }).click();
    await hears(page, "Thank you for calling.");
    await page.getByRole("button", { name: "Reset everything" }).click();
    await isSo(page, "No call");
  });
});

/** What the README tells a newcomer to press. */
function firstTwoMinutes(): readonly string[] {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [, story = ""] = /### The first two minutes\n([\s\S]*?)\n\nA browser test/.exec(readme) ?? [];

  return [...story.matchAll(/\*\*(.+?)\*\*|`(.)`/g)].map(([, button, key]) => button ?? key ?? "");
}

async function openPhone(query = "", before?: (page: Page) => Promise<void>): Promise<Page> {
  const page = await desktop.newPage();
  await before?.(page);
  await page.goto(`${desktop.url}${PHONE_PATH}${query}`);
  await page.getByRole("status").first().waitFor();

  return page;
}

/** Time goes on until it is said: nobody wants to listen to all of it. */
async function hears(phone: Page | FrameLocator, words: string): Promise<void> {
  const heard = phone.getByRole("log").getByText(words);
  for (let tries = 0; tries < 200 && (await heard.count()) === 0; tries++) {
    desktop.twilio.clock.advance(500);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await heard.waitFor(SOON);
}

function isSo(phone: Page | FrameLocator, state: string): Promise<void> {
  const shown: Locator = phone.getByRole("status").getByText(state);

  return shown.waitFor(SOON);
}

function openTasks() {
  return [...desktop.twilio.store.state.tasks.values()].filter(
    ({ assignmentStatus }) => !["completed", "canceled"].includes(assignmentStatus),
  );
}

function openTask(taskType: string): string {
  return openTasks().find(({ attributes }) => JSON.parse(attributes).taskType === taskType)?.sid ?? "";
}
