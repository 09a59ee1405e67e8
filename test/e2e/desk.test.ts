import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { readyForTasks, withDesk } from "../support/desk.ts";

const desk = withDesk();
const TIMEOUT_MS = 180_000;

const someCallback = { taskType: "callback", name: "Callback (+15005550042)" };
/** A channel on which Flex sees no call: the task is accepted without one. */
const withoutCall = { TaskChannel: "callback" };

describe("the desk", { timeout: TIMEOUT_MS }, () => {
  it("logs the agent in, Available at once", async () => {
    await desk.open();

    expect(activityOf(desk.twilio.account.workerSid)).toBe("Available");
    expect(activityOf(desk.twilio.account.secondWorkerSid)).toBe("Offline");
  });

  it("rings for a task routed by REST, which is accepted, wrapped up and completed", async () => {
    const page = await desk.open();
    const sid = await desk.createTask(someCallback, withoutCall);

    await accept(page);
    await statusIs(sid, "assigned");

    await endTask(page).click();
    await page
      .getByTestId("task-item")
      .getByText("Wrap up")
      .or(page.getByText("In wrap up"))
      .first()
      .waitFor();
    await statusIs(sid, "wrapping");

    await endTask(page).click();
    await page.getByText("No active tasks").waitFor();
    await statusIs(sid, "completed");
  });

  it("keeps what the agent has in hand when the page is loaded again", async () => {
    const page = await desk.open();
    const sid = await desk.createTask(someCallback, withoutCall);
    await accept(page);
    await statusIs(sid, "assigned");

    await page.reload({ waitUntil: "commit" });
    await readyForTasks(page);
    await page.getByTestId("task-item").first().click();
    await endTask(page).click();

    await statusIs(sid, "wrapping");
  });

  it("is the same agent, language and theme when the page is loaded again", async () => {
    const page = await desk.open({ login: "agent2", language: "es-ES", theme: "dark" });
    expect(await looksOf(page)).toEqual({ identity: "agent2", language: "es-ES", light: false });

    await page.reload({ waitUntil: "commit" });
    await readyForTasks(page);

    expect(await looksOf(page)).toEqual({ identity: "agent2", language: "es-ES", light: false });
  });

  it("offers a task that one agent rejects to another", async () => {
    const [first, second] = await Promise.all([desk.open(), desk.open({ login: "agent2" })]);
    await second.evaluate(() =>
      window.Twilio.Flex.Actions.invokeAction("SetActivity", { activityName: "Unavailable" }),
    );
    await expect.poll(() => activityOf(desk.twilio.account.secondWorkerSid)).toBe("Unavailable");
    const sid = await desk.createTask(someCallback, withoutCall);
    await acceptButton(first).waitFor();

    await second.evaluate(() =>
      window.Twilio.Flex.Actions.invokeAction("SetActivity", { activityName: "Available" }),
    );
    await expect.poll(() => activityOf(desk.twilio.account.secondWorkerSid)).toBe("Available");
    await first
      .getByRole("button", { name: /reject/i })
      .first()
      .click();
    await accept(second);

    await statusIs(sid, "assigned");
    await first.getByText("No active tasks").waitFor();
    expect(holderOf(sid)).toBe(desk.twilio.account.secondWorkerSid);
  });

  it("shows in one tab what the agent does in another", async () => {
    const one = await desk.open();
    const other = await desk.open();
    const sid = await desk.createTask(someCallback, withoutCall);
    await acceptButton(other).waitFor();

    await accept(one);
    await statusIs(sid, "assigned");
    await expect.poll(() => reservationsShown(other)).toEqual(["accepted"]);

    await endTask(one).click();
    await expect.poll(() => reservationsShown(other)).toEqual(["wrapping"]);
  });

  it("connects again by itself when its sockets are lost", async () => {
    const page = await desk.open();
    desk.expectProblem(/WebSocket/i);
    await desk.control("sockets", { drop: true });

    await desk.createTask(someCallback, withoutCall);

    await acceptButton(page).waitFor({ timeout: 60_000 });
  });

  it("takes an offer back that nobody answers, and the agent with it", async () => {
    const page = await desk.open();
    await desk.createTask(someCallback, withoutCall);
    await acceptButton(page).waitFor();

    desk.twilio.clock.advance(121_000);

    await page.getByText("No active tasks").waitFor();
    await expect.poll(() => activityShown(page)).toBe("Offline");
  });

  it("shows changes of a task to the agent who has it", async () => {
    const page = await desk.open();
    const sid = await desk.createTask(someCallback, withoutCall);
    await accept(page);
    await statusIs(sid, "assigned");

    desk.twilio.store.updateTask(sid, {
      attributes: JSON.stringify({ ...someCallback, message: "changed" }),
    });

    await expect.poll(() => attributesShown(page)).toMatchObject([{ message: "changed" }]);
  });
});

describe("a call that the agent places", { timeout: TIMEOUT_MS }, () => {
  it("is live once it is answered, and ends with the agent hanging up", async () => {
    const page = await desk.open();

    await dial(page);
    await page
      .getByTestId("hangup-button")
      .or(page.getByRole("button", { name: /hang up/i }))
      .first()
      .waitFor();
    const sid = onlyTask();
    await statusIs(sid, "assigned");
    expect(attributesOf(sid)).toMatchObject({
      direction: "outbound",
      outbound_to: "+15005550042",
      taskType: "callback-outbound",
      conference: { sid: expect.stringMatching(/^CF[0-9a-f]{32}$/) },
    });

    await page
      .getByRole("button", { name: /hang up/i })
      .first()
      .click();
    await statusIs(sid, "wrapping");
  });

  it("ends when whoever was called hangs up", async () => {
    const page = await desk.open();
    await dial(page);
    await expect.poll(() => reservationsShown(page)).toEqual(["accepted"]);

    await desk.control("outbound/hang-up");

    await expect.poll(() => reservationsShown(page)).toEqual(["wrapping"]);
  });

  it.each([
    { outcome: "no-answer", code: 45305, says: /No answer from this number/ },
    { outcome: "busy", code: 45303, says: /currently busy/ },
    { outcome: "failed", code: 45304, says: /45304/ },
    { outcome: "invalid", code: 21211, says: /number is invalid/ },
    { outcome: "blocked", code: 21216, says: /blocked/ },
  ])("comes to nothing when the outcome is $outcome, and Flex says so", async ({ outcome, code, says }) => {
    const page = await desk.open();
    await desk.control("outbound", { outcome });

    await dial(page);
    await page.getByTestId("notification-message").getByText(says).waitFor();

    const sid = onlyTask();
    await statusIs(sid, "canceled");
    expect(desk.twilio.store.state.reservationsOf(sid)).toMatchObject([
      { status: "canceled", canceledReasonCode: code },
    ]);
  });

  it("is placed once, though the agent has two tabs", async () => {
    const one = await desk.open();
    const other = await desk.open();

    await dial(one);
    await expect.poll(() => reservationsShown(one)).toEqual(["accepted"]);
    await expect.poll(() => reservationsShown(other)).toEqual(["accepted"]);

    expect(desk.twilio.store.state.tasks.size).toBe(1);
  });
});

describe("a supervisor", { timeout: TIMEOUT_MS }, () => {
  it("sees the agents, what they have in hand, and every change of it", async () => {
    const agent = await desk.open();
    const page = await desk.open({ login: "supervisor" });
    await page.evaluate(() =>
      window.Twilio.Flex.Actions.invokeAction("NavigateToView", { viewName: "teams" }),
    );
    await page.getByText("Local Agent").first().waitFor();
    await page.getByText("Second Agent").first().waitFor();

    await desk.createTask(someCallback, withoutCall);
    await accept(agent);
    await page.getByText("Callback (+15005550042)").first().waitFor();

    await endTask(agent).click();
    await page.getByText("Wrap up").first().waitFor();
  });
});

function acceptButton(page: Page) {
  return page.getByRole("button", { name: /accept/i }).first();
}

async function accept(page: Page): Promise<void> {
  await acceptButton(page).click();
}

function endTask(page: Page) {
  return page.getByTestId("end-task-button");
}

async function dial(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.Twilio.Flex.Actions.invokeAction("StartOutboundCall", {
      destination: "+15005550042",
      taskAttributes: { taskType: "callback-outbound" },
    });
  });
}

async function statusIs(sid: string, status: string): Promise<void> {
  await expect.poll(() => desk.task(sid)?.assignmentStatus, { timeout: 20_000 }).toBe(status);
}

function onlyTask(): string {
  const [sid, ...more] = desk.twilio.store.state.tasks.keys();
  expect(more).toEqual([]);

  return sid ?? "";
}

function attributesOf(sid: string): unknown {
  return JSON.parse(desk.task(sid)?.attributes ?? "{}");
}

function holderOf(sid: string): string | undefined {
  return desk.twilio.store.state.reservationsOf(sid).find(({ status }) => status === "accepted")?.workerSid;
}

function activityOf(workerSid: string): string | undefined {
  const { workers, activities } = desk.twilio.store.state;

  return activities.get(workers.get(workerSid)?.activitySid ?? "")?.friendlyName;
}

function reservationsShown(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...window.Twilio.Flex.Manager.getInstance().store.getState().flex.worker.tasks.values()].map(
      ({ status }) => status,
    ),
  );
}

function attributesShown(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() =>
    [...window.Twilio.Flex.Manager.getInstance().store.getState().flex.worker.tasks.values()].map(
      ({ attributes }) => attributes,
    ),
  );
}

function activityShown(page: Page): Promise<string> {
  return page.evaluate(
    () => window.Twilio.Flex.Manager.getInstance().store.getState().flex.worker.activity.name,
  );
}

function looksOf(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const manager = window.Twilio.Flex.Manager.getInstance();
    return {
      identity: manager.user.identity,
      language: manager.localization.localeTag,
      light: manager.configuration.theme?.isLight,
    };
  });
}
