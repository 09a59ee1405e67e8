import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { withDesktop } from "../support/flex-desktop.ts";
import {
  acceptButton,
  activityShown,
  endTaskButton,
  invokeAction,
  looksOf,
  rejectButton,
  reload,
  tasksShown,
} from "../support/flex-page.ts";

const desktop = withDesktop();

/** Every tab reads the 18 MB of Flex again. */
const TIMEOUT_MS = 180_000;
const SOON = { timeout: 20_000 };

const someCall = { name: "Caller (+15005550043)", from: "+15005550043" };
const someCallback = { taskType: "callback", name: "Callback (+15005550042)" };
/** A channel on which Flex, without a plugin, sees neither a call nor anything to wrap up. */
const withoutCall = { TaskChannel: "callback" };

describe("the agent desktop", { timeout: TIMEOUT_MS }, () => {
  it("logs the agent in, Available at once", async () => {
    const page = await desktop.open({ isNew: true });

    expect(activityOf(desktop.twilio.account.workerSid)).toBe("Available");
    await expect.poll(() => activityShown(page), SOON).toBe("Available");
    expect(activityOf(desktop.twilio.account.secondWorkerSid)).toBe("Offline");
  });

  it("rings for a call routed by REST, which is taken, wrapped up and completed", async () => {
    const page = await desktop.open();
    const sid = await desktop.createTask(someCall);

    await acceptButton(page).click();
    await statusIs(sid, "assigned");
    expect(attributesOf(sid)).toMatchObject({ ...someCall, conference: { participants: {} } });

    await endTaskButton(page).click();
    await statusIs(sid, "wrapping");
    await endTaskButton(page).click();

    await statusIs(sid, "completed");
    await page.getByText("No active tasks").waitFor();
  });

  it("rings for a task that is no call, which is accepted as it is", async () => {
    const page = await desktop.open();
    const sid = await desktop.createTask(someCallback, withoutCall);

    await acceptButton(page).click();
    await statusIs(sid, "assigned");
    expect(attributesOf(sid)).toEqual(someCallback);
    await endTaskButton(page).click();

    await statusIs(sid, "completed");
  });

  it("keeps what the agent has in hand when the page is loaded again", async () => {
    const page = await desktop.open();
    const sid = await desktop.createTask(someCallback, withoutCall);
    await acceptButton(page).click();
    await statusIs(sid, "assigned");

    await reload(page);
    await page.getByTestId("task-item").first().click();
    await endTaskButton(page).click();

    await statusIs(sid, "completed");
  });

  it("is the same agent, language and theme when the page is loaded again", async () => {
    const page = await desktop.open({ login: "agent2", language: "es-ES", theme: "dark" });
    const asked = { identity: "agent2", language: "es-ES", light: false };
    expect(await looksOf(page)).toEqual(asked);

    await reload(page);

    expect(await looksOf(page)).toEqual(asked);
  });

  it("offers a task that one agent rejects to another", async () => {
    const first = await desktop.open();
    const sid = await desktop.createTask(someCallback, withoutCall);
    await acceptButton(first).waitFor();
    const second = await desktop.open({ login: "agent2" });

    await rejectButton(first).click();
    await acceptButton(second).click();

    await statusIs(sid, "assigned");
    expect(holderOf(sid)).toBe(desktop.twilio.account.secondWorkerSid);
    await first.getByText("No active tasks").waitFor();
  });

  it("shows in one tab what the agent does in another", async () => {
    const one = await desktop.open();
    const other = await desktop.open();
    await desktop.createTask(someCallback, withoutCall);
    await acceptButton(other).waitFor();

    await acceptButton(one).click();
    await statusesAre(other, ["accepted"]);

    await endTaskButton(one).click();
    await other.getByText("No active tasks").waitFor();
  });

  it("connects again by itself when its sockets are lost", async () => {
    const page = await desktop.open();
    await desktop.control("sockets", { drop: true });

    await desktop.createTask(someCallback, withoutCall);

    await acceptButton(page).waitFor({ timeout: 60_000 });
  });

  it("takes an offer back that nobody answers, and sends the agent Offline", async () => {
    const page = await desktop.open();
    await desktop.createTask(someCallback, withoutCall);
    await acceptButton(page).waitFor();

    desktop.twilio.clock.advance(121_000);

    await page.getByText("No active tasks").waitFor();
    await expect.poll(() => activityShown(page), SOON).toBe("Offline");
  });

  it("shows changes of a task to the agent who has it", async () => {
    const page = await desktop.open();
    const sid = await desktop.createTask(someCallback, withoutCall);
    await acceptButton(page).click();
    await statusIs(sid, "assigned");

    const attributes = { ...someCallback, message: "changed" };
    desktop.twilio.store.updateTask(sid, { attributes: JSON.stringify(attributes) });

    await expect.poll(() => tasksShown(page), SOON).toMatchObject([{ attributes }]);
  });

  it("lets the agent choose an activity, which REST sees", async () => {
    const page = await desktop.open();

    await invokeAction(page, "SetActivity", { activityName: "Unavailable" });

    await expect.poll(() => activityOf(desktop.twilio.account.workerSid), SOON).toBe("Unavailable");
  });
});

describe("a call that the agent places", { timeout: TIMEOUT_MS }, () => {
  it("is live once it is answered, and ends with the agent hanging up", async () => {
    const page = await desktop.open();

    await dial(page);
    await statusesAre(page, ["accepted"]);
    const sid = onlyTask();
    expect(attributesOf(sid)).toMatchObject({
      direction: "outbound",
      outbound_to: "+15005550042",
      taskType: "callback-outbound",
      conference: { sid: expect.stringMatching(/^CF[0-9a-f]{32}$/) },
    });

    await endTaskButton(page).click();
    await statusIs(sid, "wrapping");
    await endTaskButton(page).click();
    await statusIs(sid, "completed");
  });

  it("ends when the called person hangs up", async () => {
    const page = await desktop.open();
    await dial(page);
    await statusesAre(page, ["accepted"]);

    await desktop.control("outbound/hang-up");

    await statusesAre(page, ["wrapping"]);
  });

  it("can be put on hold and taken off it", async () => {
    const page = await desktop.open();
    await dial(page);

    await page.getByTestId("hold-participant").click();
    await page.getByTestId("participant-status").getByText("On hold").waitFor();
    await page.getByTestId("hold-participant").click();

    await page.getByTestId("participant-status").getByText("Live").waitFor();
  });

  it.each([
    { outcome: "no-answer", code: 45305, says: "No answer from this number" },
    { outcome: "busy", code: 45303, says: "This number is currently busy" },
    { outcome: "failed", code: 45304, says: "[45304]" },
    { outcome: "invalid", code: 21211, says: "Dialed number is invalid" },
    { outcome: "blocked", code: 21216, says: "This phone number is blocked" },
  ])("comes to nothing when the outcome is $outcome, and Flex says so", async ({ outcome, code, says }) => {
    const page = await desktop.open();
    await desktop.control("outbound", { outcome });

    await dial(page);
    await page.getByTestId("notification-message").getByText(says).waitFor();

    const sid = onlyTask();
    expect(desktop.task(sid)?.assignmentStatus).toBe("canceled");
    expect(desktop.twilio.store.state.reservationsOf(sid)).toMatchObject([
      { status: "canceled", canceledReasonCode: code },
    ]);
  });

  it("is placed once, though the agent has two tabs", async () => {
    const one = await desktop.open();
    const other = await desktop.open();

    await dial(one);
    await statusesAre(one, ["accepted"]);
    await statusesAre(other, ["accepted"]);

    expect(desktop.twilio.store.state.tasks.size).toBe(1);
  });
});

describe("a supervisor", { timeout: TIMEOUT_MS }, () => {
  it("sees the agents, what they have in hand, and every change of it", async () => {
    const agent = await desktop.open();
    const page = await desktop.open({ login: "supervisor" });
    await invokeAction(page, "NavigateToView", { viewName: "teams" });
    await page.getByText("Local Agent").first().waitFor();
    await page.getByText("Second Agent").first().waitFor();

    const task = page.getByTestId("workers-data-table").getByText(someCall.name);
    await desktop.createTask(someCall);
    await acceptButton(agent).click();
    await task.waitFor();

    await endTaskButton(agent).click();
    await page.getByText("Wrap up").first().waitFor();

    await endTaskButton(agent).click();
    await task.waitFor({ state: "hidden" });
  });
});

function dial(page: Page): Promise<void> {
  return invokeAction(page, "StartOutboundCall", {
    destination: "+15005550042",
    taskAttributes: { taskType: "callback-outbound" },
  });
}

async function statusIs(sid: string, status: string): Promise<void> {
  await expect.poll(() => desktop.task(sid)?.assignmentStatus, SOON).toBe(status);
}

async function statusesAre(page: Page, statuses: readonly string[]): Promise<void> {
  const shown = async () => (await tasksShown(page)).map(({ status }) => status);
  await expect.poll(shown, SOON).toEqual(statuses);
}

function onlyTask(): string {
  const [sid, ...more] = desktop.twilio.store.state.tasks.keys();
  expect(more).toEqual([]);

  return sid ?? "";
}

function attributesOf(sid: string): unknown {
  return JSON.parse(desktop.task(sid)?.attributes ?? "{}");
}

function holderOf(sid: string): string | undefined {
  return desktop.twilio.store.state.reservationsOf(sid).find(({ status }) => status === "accepted")
    ?.workerSid;
}

function activityOf(workerSid: string): string | undefined {
  const { workers, activities } = desktop.twilio.store.state;

  return activities.get(workers.get(workerSid)?.activitySid ?? "")?.friendlyName;
}
