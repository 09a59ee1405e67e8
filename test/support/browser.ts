import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

/** Where systems keep Chromium, Chrome or Edge. */
const SYSTEM_BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Ships Chromium inside the npm package; used when somebody has installed it. */
const BROWSER_PACKAGE: string = "@sparticuz/chromium";

const NO_BROWSER = `These tests drive the genuine Flex UI in a browser, and none was found. Any one of these helps:
  apt-get install chromium           (or install Chrome or Edge)
  npx playwright-core install chromium
  npm install --no-save ${BROWSER_PACKAGE}
  CHROMIUM=/path/to/chrome npm test`;

/** No sandbox, since tests often run as root; nothing that calls home, since nothing leaves the machine. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/**
 * Chromium notes at once where in its source a function stands, instead of reading Flex again for each error that
 * Flex throws and catches while it starts: a third of the time.
 */
const QUICK_START = "--js-flags=--no-enable-lazy-source-positions";

/** For machines that are busy with other tests: what is there at once elsewhere takes its time. */
const PATIENCE_MS = 60_000;

export interface LaunchOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** For measuring: starts Flex as slowly as it starts for them. */
  readonly asUsersHaveIt?: boolean;
}

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * With a profile on disk, for as long as the browser runs: only then does Chromium keep what it compiled of Flex,
 * and from the third page on starts it in a third of the time.
 */
export async function launchBrowser({
  viewport = { width: 1280, height: 800 },
  asUsersHaveIt = false,
}: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const executablePath = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), "desk-browser-"));
  const args = asUsersHaveIt ? FLAGS : [...FLAGS, QUICK_START];
  const context = await chromium.launchPersistentContext(profile, { executablePath, args, viewport });
  context.setDefaultTimeout(PATIENCE_MS);

  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The one named by CHROMIUM, the system's, Playwright's, or one from an npm package: in this order. */
export async function findBrowser(
  { CHROMIUM }: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): Promise<string> {
  if (CHROMIUM !== undefined) {
    if (exists(CHROMIUM)) return CHROMIUM;
    throw new Error(`CHROMIUM names ${CHROMIUM}, where there is no file.`);
  }
  const found = [...SYSTEM_BROWSERS, playwrightsBrowser()].find((path) => exists(path));
  const browser = found ?? (await packagedBrowser());
  if (browser === undefined || !exists(browser)) throw new Error(NO_BROWSER);

  return browser;
}

/** Playwright throws where it has no browser for the system at all. */
function playwrightsBrowser(): string {
  try {
    return chromium.executablePath();
  } catch {
    return "";
  }
}

async function packagedBrowser(): Promise<string | undefined> {
  try {
    const { default: packaged }: { default: { executablePath(): Promise<string> } } = await import(
      BROWSER_PACKAGE
    );
    return await packaged.executablePath();
  } catch {
    return undefined;
  }
}
