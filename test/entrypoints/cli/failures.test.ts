import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountUnderTest, writesSince } from "./account.ts";

const account = accountUnderTest();
const { twilio, run, runWith, envFile, writeEnvFile, onProgress } = account;

interface FailureObject {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly done: readonly string[];
}

async function failureOf(...args: readonly string[]): Promise<FailureObject> {
  const { code, out } = await run(...args, "--json");
  expect(code).not.toBe(0);

  return JSON.parse(out) as FailureObject;
}

describe("arguments", () => {
  test("--version tells the version of the package", async () => {
    expect((await run("--version")).out).toBe("0.1.0\n");
  });

  test.each([
    [["doctor", "--dry-run"], "doctor does not take --dry-run"],
    [["provision", "--public"], "provision does not take --public"],
    [["deploy", "--force"], "deploy does not take --force"],
    [["deploy", "rollback", "--public", "--force"], "deploy rollback does not take --public and --force"],
    [["purge", "--plugin-only"], "purge does not take --plugin-only"],
    [[], "No command was given"],
  ])("%j is refused", async (args, fault) => {
    const { code, err } = await run(...args);

    expect(code).toBe(2);
    expect(err).toContain(fault);
    expect(twilio.requests).toHaveLength(0);
  });
});

describe("a command that fails with --json", () => {
  test("tells programs that the arguments are wrong", async () => {
    expect(await failureOf("dance")).toMatchObject({
      code: "usage",
      message: 'There is no command "dance".',
    });
    expect(await failureOf("doctor", "--colour")).toMatchObject({
      code: "usage",
      message: "Unknown option '--colour'.",
    });
  });

  test("tells programs which settings are missing", async () => {
    const { code, out } = await runWith({ TWILIO_AUTH_TOKEN: undefined }, "provision", "--json");

    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ code: "settings", done: [] });
  });

  test("tells programs what was done before Twilio refused", async () => {
    twilio.faults.add({ method: "POST", path: "/Workflows", status: 400 });
    const { code, message, remedy, done } = await failureOf("provision");

    expect(code).toBe("refused");
    expect(message).toContain("Making the workflow: Fault on demand: 400");
    expect(remedy).toContain("the same command goes on from here");
    expect(done).toEqual([
      "Made: Task queue Callbacks and voicemails (flex-callback-voicemail)",
      "Made: Task queue Callbacks and voicemails, held until they are due (flex-callback-voicemail)",
    ]);
  });

  test("tells programs that nothing is deployed before provision", async () => {
    expect(await failureOf("deploy")).toMatchObject({
      code: "not-provisioned",
      remedy: expect.stringContaining("npx flex-callback-voicemail provision first"),
    });
  });
});

describe("credentials", () => {
  test.each([["provision"], ["deploy"]])("%s says plainly that they are wrong", async (command) => {
    await run("provision");
    const { code, err } = await runWith({ TWILIO_AUTH_TOKEN: "wrong" }, command);

    expect(code).toBe(1);
    expect(err).toContain("Stopped. Twilio does not accept the credentials.");
    expect(err).toContain("TWILIO_AUTH_TOKEN as the Console shows");
    expect(err).not.toContain("wrong\n");
  });

  test("a key that may not use one API is told which, and which key to use instead", async () => {
    await run("provision");
    twilio.faults.add({ host: "serverless.twilio.com", status: 403, times: 20 });
    const { err } = await run("deploy");

    expect(err).toContain("The Serverless API does not accept this key");
    expect(err).toContain("Main or Standard API key");
  });
});

describe("an account without Flex", () => {
  const withoutFlex = () =>
    twilio.faults.add({ host: "flex-api.twilio.com", path: "/Configuration", status: 404, times: 20 });

  test("is called that by provision, with how to get one", async () => {
    withoutFlex();
    const { code, err } = await run("provision");

    expect(code).toBe(1);
    expect(err).toContain("This account has no Flex");
    expect(err).toContain("https://www.twilio.com/docs/flex/quickstart");
    expect(writesSince(twilio, 0)).toEqual([]);
  });

  test("is called that by doctor, once", async () => {
    withoutFlex();
    const { code, out } = await run("doctor");

    expect(code).toBe(1);
    expect(out.match(/no Flex/g)).toHaveLength(1);
    expect(out).toContain("https://www.twilio.com/docs/flex/quickstart");
    expect(out).not.toContain("provision");
  });
});

describe("the file with the settings", () => {
  test("that cannot be written stops provision before the first change", async () => {
    const file = join("no-such-folder", ".env");
    const { code, err } = await run("provision", "--env", file);

    expect(code).toBe(2);
    expect(err).toContain("The settings cannot be written");
    expect(err).toContain(file);
    expect(err).not.toContain("    at ");
    expect(writesSince(twilio, 0)).toEqual([]);
  });

  test("that cannot be written at the end: what belongs into it is shown, but not the ledger's key", async () => {
    const place = join(account.folder, "place");
    mkdirSync(place);
    onProgress((text) => {
      if (text.includes("Voicemail with transcript") && text.startsWith("Made"))
        rmSync(place, { recursive: true });
    });
    const { code, err } = await run("provision", "--env", "place/.env");

    expect(code).toBe(1);
    expect(err).toContain("The account is ready, but");
    expect(err).toMatch(/^TWILIO_FLEX_CALLBACK_WORKFLOW_SID=WW[0-9a-f]{32}$/m);
    expect(err).toMatch(/^TWILIO_SYNC_SERVICE_SID=IS[0-9a-f]{32}$/m);
    expect(err).not.toContain("CALLBACK_LEDGER_KEY=");
  });

  test("stays as it was on a full disk, and what belongs into it is shown", async () => {
    writeEnvFile("MINE=1\n");
    symlinkSync("/dev/full", join(account.folder, ".env.new"));
    const { code, err } = await run("provision");

    expect(code).toBe(1);
    expect(err).toContain("The disk is full");
    expect(err).toMatch(/^TWILIO_FLEX_CALLBACK_WORKFLOW_SID=WW[0-9a-f]{32}$/m);
    expect(err).not.toContain("    at ");
    expect(envFile()).toBe("MINE=1\n");

    expect((await run("provision")).code).toBe(0);
    expect(envFile()).toMatch(/^MINE=1\n[\s\S]*^TWILIO_FLEX_CALLBACK_WORKFLOW_SID=WW/m);
  });

  test("that is a folder is called that", async () => {
    mkdirSync(join(account.folder, "settings"));
    const { code, err } = await run("doctor", "--env", "settings");

    expect(code).toBe(2);
    expect(err).toContain("settings is a folder, not a file");
  });

  test("that was named and is not there is not taken for an empty one", async () => {
    const { code, err } = await run("deploy", "--env", "typo.env");

    expect(code).toBe(2);
    expect(err).toContain("typo.env does not exist");
  });

  test("is made by provision where it is not there yet", async () => {
    expect((await run("provision", "--env", "new.env")).code).toBe(0);
    expect(readFileSync(join(account.folder, "new.env"), "utf8")).toContain("TWILIO_FLEX_WORKSPACE_SID=WS");
  });

  test("is not made by a plan", async () => {
    await run("provision", "--dry-run", "--env", "new.env");

    expect(existsSync(join(account.folder, "new.env"))).toBe(false);
  });

  test("may begin with a byte order mark", async () => {
    writeEnvFile("\uFEFFTWILIO_ACCOUNT_SID=AC1\nCALLBACK_RETRY_DELAYS=60\n");
    const { err } = await runWith({ TWILIO_ACCOUNT_SID: undefined }, "doctor");
    expect(err).toContain("TWILIO_ACCOUNT_SID must be a SID: AC");

    await run("provision");
    expect(envFile()).toContain("\nCALLBACK_RETRY_DELAYS=60\n");
  });
});

describe("deploy", () => {
  test("goes on where its notes cannot be kept", async () => {
    await run("provision");
    mkdirSync(join(account.folder, "node_modules"));
    writeFileSync(join(account.folder, "node_modules", ".cache"), "in the way");

    expect((await run("deploy")).code).toBe(0);
  });

  test("says of a file that was uploaded before that it was", async () => {
    await run("provision");
    twilio.faults.add({ path: "/Builds", method: "POST", status: 500 });
    await run("deploy", "--functions-only");
    const { err } = await run("deploy", "--functions-only");

    expect(err).toContain("Uploaded before: /callback/flex/settings");
    expect(err).not.toContain("Uploading");
  });

  test.each([["provision"], ["deploy"]])("the last step is said by %s", async (command) => {
    await run("provision");

    expect((await run(command)).out).toContain('Last step: give the Studio flow "Callback');
  });

  test("a rollback to a build that Twilio has deleted says so, and nothing changes", async () => {
    await run("provision");
    await run("deploy", "--functions-only");
    const [first] = twilio.serverless.builds.keys();
    account.build("dist/functions/callback/flex/settings.js", "exports.handler = () => 2;");
    await run("deploy", "--functions-only");
    twilio.serverless.builds.delete(first ?? "");
    const before = twilio.requests.length;
    const { code, out } = await run("deploy", "rollback", "--functions-only");

    expect(code).toBe(1);
    expect(out).toContain(`the build before, ${first}, is gone`);
    expect(writesSince(twilio, before)).toEqual([]);
  });
});
