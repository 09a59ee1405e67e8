import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { stopsMoving } from "./flex-page.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds within a part of the page: what Flex draws around it is not ours to mend. */
export async function faultsIn(page: Page, selector: string): Promise<readonly string[]> {
  await page.evaluate(await readFile(AXE, "utf8"));
  // Flex fades its tabs in, and contrast is measured as it is at that moment.
  await stopsMoving(page);

  return page.evaluate(async (part) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const rules = { "target-size": { enabled: true } };
    const { violations } = await axe.run(part, { rules });

    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, selector);
}
