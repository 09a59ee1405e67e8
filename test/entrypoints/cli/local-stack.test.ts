import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalStack, startLocalStack } from "../../../local/server.ts";
import { SystemClock } from "../../../src/adapters/system/system-clock.ts";
import { runCli } from "../../../src/entrypoints/cli/cli.ts";
import { BUILT } from "./account.ts";

let stack: LocalStack;
let folder = "";

beforeAll(async () => {
  stack = await startLocalStack({ port: 0 });
  folder = mkdtempSync(join(tmpdir(), "cli-local-"));
  for (const [file, content] of Object.entries(BUILT)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stack.close();
});

test("doctor finds the account of `npm start` ready, once it is set up, deployed to and swept", async () => {
  expect((await run("provision")).code).toBe(0);
  expect((await run("deploy")).code).toBe(0);
  expect((await run("sweep")).code).toBe(0);
  const { code, out } = await run("doctor");

  expect(out).not.toMatch(/^(FAULT|advice|unknown)/m);
  expect(code).toBe(0);
});

async function run(command: string): Promise<{ code: number; out: string }> {
  const { account, clock, deliveries } = stack.twilio;
  let out = "";
  const code = await runCli([command], {
    environment: {
      TWILIO_ACCOUNT_SID: account.accountSid,
      TWILIO_AUTH_TOKEN: account.authToken,
      TWILIO_API_ORIGIN: `${stack.url}/__twilio`,
    },
    directory: folder,
    packageDirectory: folder,
    out: (text) => {
      out += `${text}\n`;
    },
    err: () => {},
    clock: Object.assign(new SystemClock(), {
      // Functions start cold, while Twilio's clock does not wait.
      pause: async (milliseconds: number) => {
        clock.advance(milliseconds);
        await deliveries.settled();
      },
    }),
  });

  return { code, out };
}
