import type { CDPSession, Page } from "playwright-core";
import { buildFunctions } from "../build/functions.ts";
import { buildPlugin } from "../build/plugin.ts";
import { startLocalStack } from "../local/server.ts";
import { createTwilio } from "../local/twilio/index.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { callbacksEntry, readyForTasks } from "../test/support/flex-page.ts";
import { addCallback } from "./list.ts";
import { taskTime } from "./plugin.ts";
import { ms, type Row } from "./report.ts";
import { median } from "./statistics.ts";

const OPEN = 2_000;
const ROWS_DRAWN = 100;
const AT_EACH_CLICK = 10;

/** How long a supervisor's browser draws the list of two thousand open requests, by the main thread's own time. */
export async function listViewRows(): Promise<readonly Row[]> {
  const [plugin] = await Promise.all([buildPlugin(), buildFunctions()]);
  const twilio = createTwilio();
  for (let n = 0; n < OPEN; n++) addCallback(twilio, n);
  const stack = await startLocalStack({ port: 0, twilio, flexPage: { pluginFile: plugin.file } });
  const browser = await launchBrowser({ asUsersHaveIt: true });
  try {
    const page = await browser.context.newPage();
    const session = await browser.context.newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.goto(`${stack.url}/?theme=light&supervisor`, { waitUntil: "commit" });
    await readyForTasks(page);

    const opening = await timeOf(session, async () => {
      await callbacksEntry(page).click();
      await drawn(page, ROWS_DRAWN);
    });
    const more: number[] = [];
    for (let rows = 2 * ROWS_DRAWN; rows <= OPEN; rows += ROWS_DRAWN) {
      more.push(
        await timeOf(session, async () => {
          await press(page, "Show more");
          await drawn(page, rows);
        }),
      );
    }
    const sorting = await timeOf(session, async () => {
      await press(page, "Attempts");
      await page.waitForFunction(() =>
        document.querySelector("th[aria-sort]")?.textContent?.startsWith("Attempts"),
      );
    });

    const row = (what: string, time: number): Row => ({ what: `list: ${what}`, ours: ms(time) });

    return [
      row(`opening it, and drawing ${ROWS_DRAWN} of ${OPEN} rows`, opening),
      row(`drawing the next ${ROWS_DRAWN}`, median(more.slice(0, AT_EACH_CLICK))),
      row(`drawing the last ${ROWS_DRAWN}`, more.at(-1) ?? Number.NaN),
      row(`sorting all ${OPEN} rows`, sorting),
    ];
  } finally {
    await browser.close();
    await stack.close();
  }
}

async function timeOf(session: CDPSession, work: () => Promise<void>): Promise<number> {
  const before = await taskTime(session);
  await work();

  return (await taskTime(session)) - before;
}

/** In the page itself: to look for a button among thousands by its role takes longer than to draw them. */
async function press(page: Page, name: string): Promise<void> {
  await page.evaluate(
    (text) =>
      [...document.querySelectorAll("button")].find(({ textContent }) => textContent === text)?.click(),
    name,
  );
}

async function drawn(page: Page, rows: number): Promise<void> {
  await page.waitForFunction((most) => document.querySelectorAll("tbody tr").length >= most, rows);
}
