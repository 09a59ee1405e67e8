import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { accountUnderTest, writesSince } from "./account.ts";

const account = accountUnderTest();
const { twilio, run, runWith, envFile } = account;
const FLOW = "Callback (flex-callback-voicemail)";

describe("two who set up the same account at once", () => {
  test("leave nothing surplus, and write the same settings", async () => {
    const [one, two] = await Promise.all([
      run("provision", "--env", "one.env"),
      run("provision", "--env", "two.env"),
    ]);
    await run("provision", "--env", "one.env");
    await run("provision", "--env", "two.env");

    expect([one.code, two.code]).toEqual([0, 0]);
    const named = (all: Iterable<{ readonly friendlyName: string }>) =>
      [...all].filter(({ friendlyName }) => friendlyName.includes("flex-callback-voicemail"));
    expect(named(twilio.store.state.workflows.values())).toHaveLength(1);
    expect(named(twilio.store.state.taskQueues.values())).toHaveLength(2);
    expect(twilio.syncServices.list()).toHaveLength(2);
    expect(twilio.serverless.services.size).toBe(1);
    expect(twilio.serverless.environments.size).toBe(1);
    expect(twilio.serverless.files.Functions.size).toBe(1);
    expect(twilio.serverless.variables.size).toBe(1);
    expect(twilio.flows.list()).toHaveLength(5);
    expect(settingsIn("one.env")).toEqual(settingsIn("two.env"));
  });
});

describe("the ledger's key", () => {
  test("is made once, and found again by who sets up the account elsewhere", async () => {
    await run("provision", "--env", "one.env");
    await run("provision", "--env", "two.env");

    expect(settingsIn("one.env")).toMatch(/^CALLBACK_LEDGER_KEY=[\w-]{43}$/m);
    expect(settingsIn("two.env")).toEqual(settingsIn("one.env"));
  });

  test("is not shown", async () => {
    const { out, err } = await run("provision", "--json");
    const key = /CALLBACK_LEDGER_KEY=(.+)/.exec(envFile())?.[1] ?? "";

    expect(key).toHaveLength(43);
    expect(`${out}${err}`).not.toContain(key);
  });

  test("that the deployer chose is the one that is used", async () => {
    const CALLBACK_LEDGER_KEY = "chosen-by-the-deployer";
    await runWith({ CALLBACK_LEDGER_KEY }, "provision");
    await runWith({ CALLBACK_LEDGER_KEY }, "deploy", "--functions-only");

    expect([...twilio.serverless.variables.values()].map(({ key, value }) => `${key}=${value}`)).toContain(
      `CALLBACK_LEDGER_KEY=${CALLBACK_LEDGER_KEY}`,
    );
    expect(envFile()).toContain(`CALLBACK_LEDGER_KEY=${CALLBACK_LEDGER_KEY}`);
  });
});

describe("a Studio flow that the deployer has edited", () => {
  test("stays as it is where our template has not changed", async () => {
    await run("provision");
    edit("Please hold the line.");
    const before = twilio.requests.length;
    const { code, err } = await run("provision");

    expect(code).toBe(0);
    expect(writesSince(twilio, before)).toEqual([]);
    expect(err).toMatch(/^ {2}edited .*your edits stay$/m);
  });

  test("is never overwritten unasked: the difference is shown, and nothing else changes either", async () => {
    await run("provision");
    edit("Please hold the line.");
    moveFunctions();
    const before = twilio.requests.length;
    const { code, err } = await runWith({ CALLBACK_RETRY_DELAYS: "60" }, "provision");

    expect(code).toBe(1);
    expect(writesSince(twilio, before)).toEqual([]);
    expect(err).toContain("definition.states.announce.properties.say");
    expect(err).toContain('now:   "Please hold the line."');
    expect(err).toContain("--force");
  });

  test("is overwritten with --force", async () => {
    await run("provision");
    edit("Please hold the line.");
    moveFunctions();

    expect((await run("provision", "--force")).code).toBe(0);
    expect(JSON.stringify(flow()?.definition)).not.toContain("Please hold the line.");
    expect((await run("provision")).err).not.toContain("edited");
  });

  test("that nobody has edited is updated unasked", async () => {
    await run("provision");
    moveFunctions();
    const { code, err } = await run("provision");

    expect(code).toBe(0);
    expect(err).toContain(`Changed: Studio flow ${FLOW}`);
    expect(JSON.stringify(flow()?.definition)).toContain("https://moved.twil.io/");
  });

  test("counts as edited where nobody knows what was written last", async () => {
    await run("provision");
    const { sid, definition } = flow() ?? { sid: "", definition: {} };
    publish(sid, { ...(definition as object), description: "Made by hand" });
    const { code, err } = await run("provision");

    expect(code).toBe(1);
    expect(err).toContain("Somebody has edited");
  });
});

function settingsIn(file: string): string {
  return readFileSync(join(account.folder, file), "utf8");
}

function flow() {
  return twilio.flows.list().find(({ friendly_name }) => friendly_name === FLOW);
}

/** As in Studio's editor: another text, and published. */
function edit(text: string): void {
  const { sid, definition } = flow() ?? { sid: "", definition: {} };
  const { states } = definition as { states: { name: string; properties: object }[] };
  const edited = states.map((state) =>
    state.name === "announce" ? { ...state, properties: { ...state.properties, say: text } } : state,
  );
  publish(sid, { ...(definition as object), states: edited });
}

function publish(sid: string, definition: object): void {
  twilio.flows.update(sid, { definition: JSON.stringify(definition), status: "published" });
}

/** The functions get another domain, so the flows must be written again. */
function moveFunctions(): void {
  for (const environment of twilio.serverless.environments.values()) {
    twilio.serverless.environments.set(environment.sid, { ...environment, domain_name: "moved.twil.io" });
  }
}
