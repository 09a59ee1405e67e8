import { describe, expect, it } from "vitest";
import { withDesk } from "../support/flex-desktop.ts";
import { acceptButton, activityShown, readyForTasks, tasksShown } from "../support/flex-page.ts";

const desk = withDesk();

/** Every tab reads the 18 MB of Flex again. */
const TIMEOUT_MS = 180_000;
const SOON = { timeout: 20_000 };

const someCallback = { taskType: "callback", name: "Callback (+15005550042)" };
/** A channel on which Flex, without a plugin, sees neither a call nor anything to wrap up. */
const withoutCall = { TaskChannel: "callback" };

describe("an open Flex UI", { timeout: TIMEOUT_MS }, () => {
  it("loads itself again when the account is reset, and is offered what comes then", async () => {
    const page = await desk.open();
    await desk.createTask(someCallback, withoutCall);
    await acceptButton(page).click();
    await expect.poll(() => tasksShown(page), SOON).toMatchObject([{ status: "accepted" }]);

    await desk.control("reset");

    await page.getByText("No active tasks").waitFor();
    await readyForTasks(page);
    await expect.poll(() => activityShown(page), SOON).toBe("Available");
    await desk.createTask(someCallback, withoutCall);
    await acceptButton(page).waitFor();
  });

  it("goes along when the clock is advanced: its timers count on", async () => {
    const page = await desk.open();
    await desk.createTask(someCallback, withoutCall);
    await acceptButton(page).click();
    await page
      .getByText(/00:0\d/)
      .first()
      .waitFor();

    await desk.control("clock", { advanceSeconds: 300 });

    await page
      .getByText(/05:\d\d/)
      .first()
      .waitFor();
  });

  it("shows an offer that comes after the clock was advanced past another", async () => {
    const page = await desk.open();
    await desk.createTask(someCallback, withoutCall);
    await acceptButton(page).waitFor();

    await desk.control("clock", { advanceSeconds: 130 });

    await expect.poll(() => activityShown(page), SOON).toBe("Offline");
    await expect.poll(() => tasksShown(page), SOON).toEqual([]);
    const { store, account } = desk.twilio;
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
    await acceptButton(page).click();
    await page
      .getByText(/00:0\d/)
      .first()
      .waitFor();
    await page
      .getByText(/00:0[3-9]/)
      .first()
      .waitFor();
  });
});
