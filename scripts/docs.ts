// `npm run docs` writes the pages that come from the code.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readArguments } from "./arguments.ts";
import { eventsPage } from "./docs/events-page.ts";
import { httpPage } from "./docs/http-page.ts";
import { settingsPage } from "./docs/settings-page.ts";
import { studioPage } from "./docs/studio-page.ts";
import { tradeOffsPage } from "./docs/trade-offs-page.ts";
import { waitingPage } from "./docs/waiting-page.ts";

export const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  "events.md": eventsPage,
  "http.md": httpPage,
  "settings.md": settingsPage,
  "studio.md": studioPage,
  "trade-offs.md": tradeOffsPage,
  "waiting.md": waitingPage,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readArguments({
    command: "npm run docs",
    usage: "npm run docs: writes the pages of docs/ that come from the code",
  });
  for (const [file, page] of Object.entries(PAGES)) {
    writeFileSync(new URL(`../docs/${file}`, import.meta.url), await page());
    console.log(`docs/${file}`);
  }
}
