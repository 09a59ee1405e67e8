import { buildFunctions } from "../build/functions.ts";
import { buildPlugin } from "../build/plugin.ts";
import { startLocalStack } from "../local/server.ts";
import { launchBrowser } from "../test/support/browser.ts";
import { readyForTasks } from "../test/support/flex-page.ts";
import type { Row } from "./report.ts";
import { median } from "./statistics.ts";

const BROWSERS = 3;
/** From the third page on, Chromium has Flex's compiled code in its cache. */
const PAGES = 3;

/**
 * Seconds from opening Flex's address to an agent who is ready for tasks: on the first page of a new browser, and on its
 * third. Flex is built before the clock starts.
 */
export async function flexPageRows(): Promise<readonly Row[]> {
  const [plugin] = await Promise.all([buildPlugin(), buildFunctions()]);
  const stack = await startLocalStack({ port: 0, flexPage: { pluginFile: plugin.file } });
  try {
    const loads: (readonly number[])[] = [];
    for (let browser = 0; browser < BROWSERS; browser++) loads.push(await secondsOfPages(`${stack.url}/`));
    const first = median(loads.map((seconds) => seconds[0] ?? Number.NaN));
    const later = median(loads.map((seconds) => seconds[PAGES - 1] ?? Number.NaN));

    return [
      {
        what: "Flex page, first in a new browser",
        ours: inSeconds(first),
        measured: { value: first, most: 10, unit: "s" },
      },
      { what: "Flex page, third in that browser", ours: inSeconds(later) },
    ];
  } finally {
    await stack.close();
  }
}

async function secondsOfPages(url: string): Promise<readonly number[]> {
  const browser = await launchBrowser({ asUsersHaveIt: true });
  const seconds: number[] = [];
  try {
    for (let page = 0; page < PAGES; page++) {
      const tab = await browser.context.newPage();
      const began = performance.now();
      await tab.goto(url, { waitUntil: "commit" });
      await readyForTasks(tab);
      seconds.push((performance.now() - began) / 1000);
      await tab.close();
    }
  } finally {
    await browser.close();
  }

  return seconds;
}

function inSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
