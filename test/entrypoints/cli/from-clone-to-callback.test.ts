import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServedFunctions } from "../../../local/functions/served.ts";
import { anId } from "../../support/requests.ts";
import { accountUnderTest } from "./account.ts";
import { runDeployed } from "./deployed-functions.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
let deployed: ServedFunctions | undefined;
const { twilio, run, runWith, runWithBuildOf, origin } = accountUnderTest({
  runFunction: (_environment, _build, _variables, request) =>
    fetch(`${deployed?.url}${new URL(request.url).pathname.replace(/^.*\.twil\.io/, "")}`, {
      method: request.method,
    }),
});

afterAll(() => deployed?.close());

describe("from a clone to a callback", () => {
  test("the deployed functions take a callback into the new workflow, and doctor finds them ready", async () => {
    expect((await run("provision")).code).toBe(0);
    expect((await runWithBuildOf(ROOT, "deploy", "--functions-only")).code).toBe(0);
    deployed = await runDeployed(twilio, origin());

    const response = await fetch(`${deployed.url}/callback/studio/create-callback`, {
      method: "POST",
      body: new URLSearchParams({ numberToCall: "+14155550142", numberToCallFrom: "+14155550100" }),
    });
    const { taskSid } = (await response.json()) as { taskSid: string };
    const task = twilio.store.state.tasks.get(taskSid);
    const workflow = twilio.store.state.workflows.get(task?.workflowSid ?? "");

    expect(response.status).toBe(200);
    expect(workflow?.friendlyName).toBe("Callbacks and voicemails (flex-callback-voicemail)");
    expect((await run("doctor")).out).toMatch(/^ready {4}Functions: flex-callback-voicemail-\d+\.twil\.io$/m);
  }, 60_000);
});

describe("an API key in place of the auth token", () => {
  test("sets an account up, deploys to it and examines it", async () => {
    const { sid, secret } = twilio.account.apiKey;
    const key = { TWILIO_AUTH_TOKEN: undefined, TWILIO_API_KEY: sid, TWILIO_API_SECRET: secret };

    expect((await runWith(key, "provision")).code).toBe(0);
    expect((await runWith(key, "deploy")).code).toBe(0);
    expect((await runWith(key, "doctor")).out).toMatch(/^ready {4}Credentials and Flex/m);
  });

  test("that is not the account's is said to be wrong", async () => {
    const key = { TWILIO_AUTH_TOKEN: undefined, TWILIO_API_KEY: anId("SK"), TWILIO_API_SECRET: "guessed" };
    const { code, out } = await runWith(key, "doctor");

    expect(code).toBe(1);
    expect(out).toMatch(/^FAULT {4}Credentials and Flex/m);
    expect(out).not.toContain("guessed");
  });
});

describe("the program that npx runs", () => {
  let folder = "";
  // Elsewhere, since it would find this repository's packages here.
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cli-built-"));
    copyFileSync(join(ROOT, "dist/cli/main.mjs"), join(folder, "main.mjs"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is one file that needs no other package", async () => {
    const { code, out } = await program("provision", "--dry-run", "--json");

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dryRun: true });
  });

  test("ends with 2 where it is misused", async () => {
    expect((await program("dance")).code).toBe(2);
  });

  /** Not to be waited for in a blocking way: Twilio is in this process. */
  function program(...args: readonly string[]): Promise<{ code: number | null; out: string }> {
    const environment = {
      PATH: process.env.PATH ?? "",
      TWILIO_ACCOUNT_SID: twilio.account.accountSid,
      TWILIO_AUTH_TOKEN: twilio.account.authToken,
      TWILIO_API_ORIGIN: origin(),
    };
    const child = spawn(process.execPath, [join(folder, "main.mjs"), ...args], {
      cwd: folder,
      env: environment,
    });
    let out = "";
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });

    return new Promise((resolve) => child.on("close", (code) => resolve({ code, out })));
  }
});
