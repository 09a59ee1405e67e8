import { describe, expect, it } from "vitest";
import { withDesktop } from "../support/flex-desktop.ts";
import { acceptButton, activityShown, readyForTasks, tasksShown } from "../support/flex-page.ts";

const desktop = withDesktop();

/** Every tab reads the 18 MB of Flex again. */
const TIMEOUT_MS = 180_000;
const SOON = { timeout: 20_000 };

const someCallback = { taskType: "callback", name: "Callback (+15005550042)" };
/** A channel on which Flex, without a plugin, sees neither a call nor anything to wrap up. */
const withoutCall = { TaskChannel: "callback" };

describe("an open Flex UI", { timeout: TIMEOUT_MS }, () => {
  it("loads itself again when the account is reset, and is offered what comes then", async () => {
    const page = await desktop.open();
    await desktop.createTask(someCallback, withoutCall);
    await acceptButton(page).click();
    await expect.poll(() => tasksShown(page), SOON).toMatchObject([{ status: "accepted" }]);

    await desktop.control("reset");

    await page.getByText("No active tasks").waitFor();
    await readyForTasks(page);
    await expect.poll(() => activityShown(page), SOON).toBe("Available");
    await desktop.createTask(someCallback, withoutCall);
    await acceptButton(page).waitFor();
  });

  it("goes along when the clock is advanced: its timers count on", async () => {
    const page = await desktop.open();

    await desktop.control("clock", { advanceSeconds: 300 });

    await page.getByText(/Available \| 5:\d\d/).waitFor();
  });

  it("counts on past an offer that nobody answered, and takes the next", async () => {
    const page = await desktop.open();
    await desktop.createTask(someCallback, withoutCall);
    await acceptButton(page).waitFor();

    // The offer lasts two minutes. Five minutes ago it ended, and TaskRouter sent the agent Offline.
    await desktop.control("clock", { advanceSeconds: 420 });

    await page.getByText(/Offline \| 5:\d\d/).waitFor();
    await expect.poll(() => tasksShown(page), SOON).toEqual([]);
    const { store, account } = desktop.twilio;
    store.updateWorker(account.workerSid, { activitySid: account.activitySids.available });
    await acceptButton(page).click();
    await expect.poll(() => tasksShown(page), SOON).toMatchObject([{ status: "accepted" }]);
  });
});
