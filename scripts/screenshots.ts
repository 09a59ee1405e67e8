// Takes the pictures in docs/images from the genuine Flex UI. Run `npm run screenshots` after changes to the panel.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { buildFunctions } from "../build/functions.ts";
import { buildPlugin } from "../build/plugin.ts";
import { control, findLocal, type Local, sendForm } from "../local/call/send.ts";
import { leaveMessage } from "../local/call/voicemail.ts";
import { PHONE_PATH } from "../local/phone/index.ts";
import { startLocalStack } from "../local/server.ts";
import { agentsOf } from "../local/twilio/agents.ts";
import { createTwilio } from "../local/twilio/index.ts";
import { studioPath } from "../src/adapters/twilio-wire/paths.ts";
import { launchBrowser } from "../test/support/browser.ts";
import {
  acceptButton,
  callbacksEntry,
  endTaskButton,
  readyForTasks,
  stopsMoving,
} from "../test/support/flex-page.ts";
import { readArguments } from "./arguments.ts";

const FOLDER = fileURLToPath(new URL("../docs/images/", import.meta.url));
const VIEWPORT = { width: 1280, height: 900 };
const KINDS = ["telephone", "list"];
const USAGE = `npm run screenshots -- [telephone|list]: takes the pictures of docs/images from the genuine Flex UI

  telephone   only the one with the telephone
  list        only those of the supervisors' list`;

const { words } = readArguments({
  command: "npm run screenshots",
  usage: USAGE,
  takes: (word) => KINDS.includes(word),
});
const onlyTelephone = words[0] === "telephone";
const onlyList = words[0] === "list";
const CONTACT = "+14155550123";
const by = { by: "supervisor", at: new Date().toISOString() };
const CALLER = { numberToCall: CONTACT, numberToCallFrom: "+14155550100" };

const [plugin] = await Promise.all([buildPlugin(), buildFunctions(), mkdir(FOLDER, { recursive: true })]);
const twilio = createTwilio();
const stack = await startLocalStack({
  port: 0,
  twilio,
  flexPage: {
    pluginFile: plugin.file,
    progress: console.log,
    ...(onlyTelephone && { besideFlex: PHONE_PATH }),
  },
});
const browser = await launchBrowser({ viewport: VIEWPORT });
const local = await findLocal(stack.url);

try {
  if (onlyTelephone) await pictureTelephone();
  else if (!onlyList) await pictureFlex();
  if (!onlyTelephone) for (const theme of ["light", "dark"]) await pictureList(theme);
} finally {
  await browser.close();
  await stack.close();
}

async function pictureFlex(): Promise<void> {
  for (const theme of ["light", "dark"]) {
    const page = await openFlex(theme);
    await pictureCallback(page, theme);
    await page.close();
    twilio.reset();

    const again = await openFlex(theme);
    await pictureVoicemail(again, theme);
    await again.close();
    twilio.reset();
  }
}

/** A caller has asked in the queue to be called back, and the telephone rings. */
async function pictureTelephone(): Promise<void> {
  const page = await openFlex("light");
  await page.setViewportSize({ width: 1440, height: 860 });
  const phone = page.frameLocator('iframe[title="CRMContainer"]');
  await phone.getByRole("button", { name: "Dial" }).click();
  for (const [says, key] of [
    ["press star", "star"],
    ["To be called back, press 1", "1"],
    ["that you are calling from, press 1", "1"],
  ] as const) {
    await phone.getByRole("log").getByText(says).waitFor();
    await phone.getByRole("button", { name: key, exact: true }).click();
  }
  await page
    .getByTestId("task-item")
    .getByText(/Callback/)
    .waitFor();
  await acceptButton(page).click();
  await page.getByText(/1 of \d/).waitFor();
  await page.getByRole("button", { name: /Place call now/ }).click();
  await phone.getByText("Your telephone rings.").waitFor();
  await page
    .getByTestId("task-item")
    .getByText(/Callback/)
    .click();
  await page.getByText(/1 of \d/).waitFor();
  await picture(page, "telephone");
}

async function pictureCallback(page: Page, theme: string): Promise<void> {
  await askForCallback(local);
  await acceptButton(page).waitFor();
  if (theme === "light") {
    await page.getByTestId("task-item").click();
    await picture(page, "incoming");
  }

  await acceptButton(page).click();
  await page.getByText(/1 of \d/).waitFor();
  await callsWithoutAnswer(page);
  await picture(page, named("callback", theme));
  if (theme !== "light") return;

  await control(local, "outbound", { outcome: "answered", afterSeconds: 0.2 });
  await page.getByRole("button", { name: /Place call now/ }).click();
  await page.getByTestId("participant-status").getByText("Live").waitFor();
  await picture(page, "live-call");

  await endTaskButton(page).click();
  await endTaskButton(page).getByText("Complete").waitFor();
  await endTaskButton(page).click();
  await page.getByRole("button", { name: "Retry later" }).click();
  await page.getByText("The request is back in the queue. Finish this task.").waitFor();
  await picture(page, "wrap-up");
}

async function pictureVoicemail(page: Page, theme: string): Promise<void> {
  for await (const { status, text } of leaveMessage(local, CALLER, {})) {
    if (status !== 200) throw new Error(text);
  }
  await acceptButton(page).click();
  await page.getByRole("button", { name: "Play the message" }).click();
  // A message, its transcript and all that can be done: more than fits into the usual window.
  await page.setViewportSize({ ...VIEWPORT, height: 1_130 });
  await page.waitForFunction(() => (document.querySelector("audio")?.currentTime ?? 0) > 2);
  await page.getByText("Transcript").first().waitFor();
  await picture(page, named("voicemail", theme));
}

/** Some wait, one of them for a while yet. */
async function pictureList(theme: string): Promise<void> {
  twilio.reset();
  await addReached(95, 14);
  await addReached(80, 25);
  await addReached(60, 31);
  await addWaiting("Jane Doe", "+14155550123", 72, {
    attempts: 1,
    attemptHistory: [attempt("busy")],
    retryDelay: 0,
  });
  await addWaiting("Ravi Patel", "+14155550177", 51, { assigned: { ...by, to: "Ada Lovelace" } });
  await addWaiting("Maria Rossi", "+390612345678", 38, { RecordingSid: `RE${"0".repeat(31)}1` }, "voicemail");
  await addWaiting("Akira Sato", "+81312345678", 12, {
    attempts: 2,
    attemptHistory: [attempt("no-answer")],
    retryDelay: 3_600,
  });
  await addWaiting("Lea Schmidt", "+4930123456", 3, { expedited: { ...by, priority: 0 } });

  const page = await openFlex(theme, "supervisor");
  await callbacksEntry(page).click();
  await page.getByRole("row", { name: /Lea Schmidt/ }).waitFor();
  await page.getByText("Loading", { exact: false }).waitFor({ state: "detached" });
  await picture(page, named("callbacks", theme));
  await page.close();
}

/** Somebody asked so long ago, and was reached so many minutes later. */
async function addReached(askedMinutesAgo: number, minutes: number): Promise<void> {
  const at = new Date(Date.now() - (askedMinutesAgo - minutes) * 60_000).toISOString();
  const sid = await addWaiting("Jo Reached", "+14155550199", askedMinutesAgo, {
    attemptHistory: [{ at, agent: "agent", outcome: "answered", number: 1 }],
  });
  const { accept, finish } = agentsOf(twilio);
  accept(sid, twilio.account.workerSid);
  finish(sid);
}

function attempt(outcome: string) {
  return { at: new Date(Date.now() - 40 * 60_000).toISOString(), agent: "agent", outcome };
}

/** A request of some minutes ago, as the functions write it into its task. */
async function addWaiting(
  name: string,
  number: string,
  minutes: number,
  data: Readonly<Record<string, unknown>> = {},
  taskType = "callback",
): Promise<string> {
  const { account } = twilio;
  const received = new Date(Date.now() - minutes * 60_000).toISOString();
  const attributes = {
    taskType,
    name,
    callBackData: {
      numberToCall: number,
      numberToCallFrom: "+14155550100",
      utcDateTimeReceived: received,
      ...data,
    },
  };
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString("base64");
  const answer = await fetch(
    `${stack.url}/__twilio/taskrouter.twilio.com/v1/Workspaces/${account.workspaceSid}/Tasks`,
    {
      method: "POST",
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({
        Attributes: JSON.stringify(attributes),
        WorkflowSid: account.workflowSid,
        TaskChannel: "callback",
      }),
    },
  );
  if (!answer.ok) throw new Error(answer.statusText);
  const { sid } = (await answer.json()) as { readonly sid: string };

  return sid;
}

/** Makes an earlier attempt for the picture. */
async function callsWithoutAnswer(page: Page): Promise<void> {
  await control(local, "outbound", { outcome: "no-answer", afterSeconds: 0.2 });
  await page.getByRole("button", { name: /Place call now/ }).click();
  await page.getByRole("listitem").getByText("No answer").waitFor();
  await page.getByRole("button", { name: "Close notification" }).click();
}

async function askForCallback(to: Local): Promise<void> {
  const attributes = JSON.stringify({ name: "Jane Doe" });
  const form = { ...CALLER, attributes, message: "Asked for the delivery date of order 1042." };
  const { status, text } = await sendForm(to, "a callback", studioPath("create-callback"), {}, form);
  if (status !== 200) throw new Error(text);
}

async function openFlex(theme: string, login = "agent"): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${stack.url}/?theme=${theme}&${login}`, { waitUntil: "commit" });
  await readyForTasks(page);

  return page;
}

function named(kind: string, theme: string): string {
  return theme === "light" ? kind : `${kind}-${theme}`;
}

/** Takes the picture after all animations have ended. */
async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(900, 880);
  await stopsMoving(page);
  await page.screenshot({ path: `${FOLDER}${name}.png` });
  console.log(`docs/images/${name}.png`);
}
