// Takes the pictures in docs/images from the genuine Flex UI: `npm run screenshots`, after changes to the panel.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { findLocal, sendForm } from "../local/call/send.ts";
import { leaveMessage } from "../local/call/voicemail.ts";
import { type LocalStack, startLocalStack } from "../local/server.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { acceptButton, readyForTasks } from "../test/support/flex-page.ts";
import { buildFunctions } from "./build-functions.ts";
import { buildPlugin } from "./build-plugin.ts";

const IMAGES = fileURLToPath(new URL("../docs/images/", import.meta.url));
const CALLER = { numberToCall: "+14155550123", numberToCallFrom: "+14155550100" };
const PANEL = '[data-paste-element="CALLBACK_VOICEMAIL_PANEL"]';

mkdirSync(IMAGES, { recursive: true });
const [plugin] = await Promise.all([buildPlugin(), buildFunctions()]);
const { context, close } = await launchBrowser({ width: 1280, height: 860 });
for (const theme of ["light", "dark"]) {
  await takePictures("callback", theme, async (stack) => {
    const message = "Asked for the billing team.";
    await sendForm(
      await findLocal(stack.url),
      "a callback",
      "/callback/studio/create-callback",
      {},
      { ...CALLER, message },
    );
  });
  await takePictures("voicemail", theme, async (stack) => {
    for await (const { what } of leaveMessage(await findLocal(stack.url), CALLER, {})) console.log(what);
  });
}
await close();

/** The task as it is offered, and as it looks to the agent who has taken it. */
async function takePictures(
  kind: string,
  theme: string,
  ask: (stack: LocalStack) => Promise<void>,
): Promise<void> {
  const stack = await startLocalStack({ port: 0, desk: { pluginFile: plugin.file } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${stack.url}/?theme=${theme}`, { waitUntil: "domcontentloaded" });
  await readyForTasks(page);

  await ask(stack);
  await acceptButton(page).waitFor();
  if (theme === "light" && kind === "callback") await picture(page, "incoming");
  await acceptButton(page).click();
  await page.locator(PANEL).waitFor();
  await picture(page, theme === "light" ? kind : `${kind}-${theme}`);

  await page.close();
  await stack.close();
}

async function picture(page: Page, name: string): Promise<void> {
  // What moves comes to rest, and what is fetched is there.
  await page.waitForTimeout(3_000);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}
