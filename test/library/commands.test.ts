import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, commandsOf, PAGES } from "./code-blocks.ts";
import { root } from "./examples.ts";

const run = promisify(execFile);
/** A whole build, on a machine that is busy with other things. */
const TIMEOUT_MS = 300_000;

/** Commands that end otherwise than well here, by page, and what they say. The account is set up on the first page. */
const ENDS_WITH: Readonly<Record<string, readonly [code: number, says: RegExp]>> = {
  "README.md: npx flex-callback-voicemail doctor": [1, /^FAULT /m],
  "docs/deploy.md: npx flex-callback-voicemail deploy rollback": [
    1,
    /there is nothing before what is there now/,
  ],
};

/** Those that CONTRIBUTING.md gives are steps of `npm test`, which these tests are part of. */
const commands = PAGES.filter((page) => page === "README.md" || page.startsWith("docs/"))
  .flatMap(blocksOf)
  .filter(({ language }) => language === "bash")
  .flatMap(({ page, code }) => commandsOf(code).map((command) => ({ page, command })));

const NOT_IN_A_CLONE = [".git", "node_modules", "dist", ".cache", "coverage", ".env"];

const FLEX_UI = ".cache/flex-ui";

/** A clone of the repository, as it is now, in a folder of its own. */
const clone = mkdtempSync(join(tmpdir(), "clone-"));
let at = "";
let local: ChildProcess | undefined;

beforeAll(() => {
  cpSync(root, clone, { recursive: true, filter: (path) => !NOT_IN_A_CLONE.includes(relative(root, path)) });
  // The genuine Flex UI as one script: it is the same for the same packages.
  cpSync(join(root, FLEX_UI), join(clone, FLEX_UI), { recursive: true });
  linkPackages();
}, TIMEOUT_MS);
afterAll(() => {
  // npm, its shell and what they started: npm passes no signal on to a grandchild.
  if (local?.pid) process.kill(-local.pid, "SIGTERM");
  rmSync(clone, { recursive: true, force: true });
});

describe("commands in the documentation, in order and as they are written", { timeout: TIMEOUT_MS }, () => {
  it("begin with npm start", () => {
    expect(commands[0]).toStrictEqual({ page: "README.md", command: "npm start" });
    expect(commands.length).toBeGreaterThan(8);
  });

  it.each(commands)("$page: $command", async ({ page, command }) => {
    if (command === "npm start") return startLocal();
    // A page that says it again means what has been built: nothing has changed since.
    if (command === "npm run build" && existsSync(join(clone, "dist/library"))) return;

    const [code, says] = ENDS_WITH[`${page}: ${command}`] ?? [0, /./];
    const ended = await run("bash", ["-c", command], { cwd: clone, env: await environment() })
      .then((output) => ({ code: 0, ...output }))
      .catch((error: { code: number; stdout: string; stderr: string }) => error);

    expect(ended.stdout + ended.stderr).toMatch(says);
    expect(ended.code, ended.stderr).toBe(code);
  });

  it("leave an account that takes callbacks", async () => {
    const settings = readFileSync(join(clone, ".env"), "utf8");

    expect(settings).toMatch(/^TWILIO_FLEX_CALLBACK_WORKFLOW_SID=WW\w{32}$/m);
  });
});

/** The packages as they are installed, without what was noted beside them. */
function linkPackages(): void {
  const packages = join(clone, "node_modules");
  mkdirSync(packages);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== ".cache") symlinkSync(join(root, "node_modules", name), join(packages, name));
  }
}

/** One is enough: a page that says it again means the one that runs. */
async function startLocal(): Promise<void> {
  if (local) return;

  // Any free port: another that was free a moment ago may not be free any more.
  const started = spawn("npm", ["start"], { cwd: clone, env: { ...process.env, PORT: "0" }, detached: true });
  local = started;
  let said = "";
  at = await new Promise<string>((resolve, reject) => {
    started.stdout.on("data", (chunk) => {
      said += chunk;
      const [, address] = /Flex +(http:\/\/localhost:\d+)\//.exec(said) ?? [];
      if (address && said.includes("Ctrl-C")) resolve(address);
    });
    started.on("close", (code) => reject(new Error(`npm start ended with ${code}: ${said}`)));
  });
  expect(await (await fetch(at)).text()).toContain("<html");
}

/** The made-up account, as a deployer has theirs in the shell. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const { accountSid, authToken } = (await (await fetch(`${at}/__local/ready`)).json()) as {
    accountSid: string;
    authToken: string;
  };

  return {
    ...process.env,
    PORT: new URL(at).port,
    TWILIO_ACCOUNT_SID: accountSid,
    TWILIO_AUTH_TOKEN: authToken,
    TWILIO_API_ORIGIN: `${at}/__twilio`,
  };
}
