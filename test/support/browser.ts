import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";
import { PACKAGED_FOR, packagedBrowser } from "./packaged-browser.ts";

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

const NO_BROWSER = `These tests drive the genuine Flex UI in a browser, and none was found that starts here.
The one that npm installs is for ${PACKAGED_FOR}. Elsewhere, any one of these helps:
  apt-get install chromium           (or install Chrome or Edge)
  npx playwright-core install chromium
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
  /** Folder of a profile that outlives the browser. Absent: a new one, which goes with the browser. */
  readonly profile?: string;
}

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * With a profile on disk: only then does Chromium keep what it compiled of Flex, and from the third page on starts it
 * in a third of the time.
 */
export async function launchBrowser({
  viewport = { width: 1280, height: 800 },
  asUsersHaveIt = false,
  profile,
}: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const { executablePath, env } = await findBrowser();
  const folder = profile ?? (await mkdtemp(join(tmpdir(), "flex-browser-")));
  const args = asUsersHaveIt ? FLAGS : [...FLAGS, QUICK_START];
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args,
    viewport,
    env: { ...process.env, ...env },
  });
  context.setDefaultTimeout(PATIENCE_MS);

  return {
    context,
    close: async () => {
      await context.close();
      if (profile === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export interface FoundBrowser {
  readonly executablePath: string;
  /** What must be set for it beside what is set already. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The one named by CHROMIUM, the system's, Playwright's, or the one that npm installed: in this order. */
export async function findBrowser(
  { CHROMIUM }: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
  packaged: () => Promise<FoundBrowser | undefined> = packagedBrowser,
): Promise<FoundBrowser> {
  if (CHROMIUM !== undefined) {
    if (exists(CHROMIUM)) return { executablePath: CHROMIUM };
    throw new Error(`CHROMIUM names ${CHROMIUM}, where there is no file.`);
  }
  const installed = [...SYSTEM_BROWSERS, playwrightsBrowser()].find((path) => exists(path));
  if (installed !== undefined) return { executablePath: installed };

  const browser = await packaged();
  if (browser === undefined) throw new Error(NO_BROWSER);

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
