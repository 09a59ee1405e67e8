import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, expect, vi } from "vitest";
import { createTwilio, type Twilio, type TwilioOptions } from "../../../local/twilio/index.ts";
import { runCli } from "../../../src/entrypoints/cli/cli.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A made-up account, a folder with built functions and a plugin in it, and the commands run there. */
export interface AccountUnderTest {
  readonly twilio: Twilio;
  run(...args: readonly string[]): Promise<Ran>;
  /** With these variables beside the account's own. */
  runWith(
    environment: Readonly<Record<string, string | undefined>>,
    ...args: readonly string[]
  ): Promise<Ran>;
  /** What is built in that folder, not in the test's own. */
  runWithBuildOf(packageDirectory: string, ...args: readonly string[]): Promise<Ran>;
  origin(): string;
  envFile(): string;
  writeEnvFile(text: string): void;
  /** Calls this at every line of progress, until the test is over. */
  onProgress(listener: (text: string) => void): void;
  /** Changes what is built, or builds more. */
  build(file: string, content: string): void;
  readonly folder: string;
}

// A command is dozens of requests, and the machine may have other tests to run.
vi.setConfig({ testTimeout: 60_000 });

export const BUILT = {
  "package.json": '{"version":"0.1.0"}',
  "dist/functions/callback/flex/settings.js":
    "exports.handler = (context, event, callback) => callback(null, 1);",
  "dist/functions/callback/studio/create-callback.protected.js": "exports.handler = () => {};",
  "dist/functions/callback/events/taskrouter.protected.js": "exports.handler = () => {};",
  "dist/plugin/flex-callback-voicemail.js": "Twilio.loadPlugin(class {});",
  "dist/plugin/flex-callback-voicemail.js.map": "{}",
};

/** For a test file: one server, an account and a folder that are new for each test. */
export function accountUnderTest(options: TwilioOptions = {}): AccountUnderTest {
  const twilio = createTwilio(options);
  const server = createServer(getRequestListener(twilio.app.fetch));
  let folder = "";
  let listener: (text: string) => void = () => {};

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  beforeEach(() => {
    twilio.reset();
    twilio.contract.clear();
    listener = () => {};
    folder = mkdtempSync(join(tmpdir(), "cli-"));
    for (const [file, content] of Object.entries(BUILT)) build(file, content);
    return () => {
      rmSync(folder, { recursive: true });
      expect(twilio.contract.violations).toEqual([]);
    };
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  function build(file: string, content: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }

  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/__twilio`;

  async function runIn(
    packageDirectory: string,
    environment: Readonly<Record<string, string | undefined>>,
    args: readonly string[],
  ): Promise<Ran> {
    const written = { out: "", err: "" };
    const write = (where: keyof typeof written) => (text: string) => {
      written[where] += `${text}\n`;
    };
    const code = await runCli(args, {
      environment: {
        TWILIO_ACCOUNT_SID: twilio.account.accountSid,
        TWILIO_AUTH_TOKEN: twilio.account.authToken,
        TWILIO_API_ORIGIN: origin(),
        ...environment,
      },
      directory: folder,
      packageDirectory,
      out: write("out"),
      err: (text) => {
        write("err")(text);
        listener(text);
      },
      // Twilio's time goes on, ours does not.
      clock: {
        now: () => new Date(),
        pause: async (milliseconds) => twilio.clock.advance(milliseconds),
        after: (milliseconds, run) => twilio.clock.after(milliseconds, run),
      },
    });

    return { code, ...written };
  }

  return {
    twilio,
    run: (...args) => runIn(folder, {}, args),
    runWith: (environment, ...args) => runIn(folder, environment, args),
    runWithBuildOf: (packageDirectory, ...args) => runIn(packageDirectory, {}, args),
    origin,
    envFile: () => readFileSync(join(folder, ".env"), "utf8"),
    writeEnvFile: (text) => writeFileSync(join(folder, ".env"), text),
    onProgress: (wanted) => {
      listener = wanted;
    },
    build,
    get folder() {
      return folder;
    },
  };
}

/** What was changed at Twilio since `from`. */
export function writesSince(twilio: Twilio, from: number): readonly string[] {
  return twilio.requests
    .slice(from)
    .filter(({ method }) => method !== "GET")
    .map(({ method, host, path }) => `${method} ${host}${path}`);
}
