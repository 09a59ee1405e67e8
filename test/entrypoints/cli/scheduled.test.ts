import { execFile, spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { accountUnderTest } from "./account.ts";

const account = accountUnderTest();
const { twilio, run } = account;
const { clock, store } = twilio;
const execute = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Steps of the workflow that are not run, and why. */
const NOT_RUN = new Map([["npm ci", "it would take away the packages that the tests are using"]]);

describe("The crontab line of docs/deploy.md", () => {
  /** Debian's cron needs root, and a minute: the line is read as crontab(5) says, and run by the shell that cron runs. */
  const { variables, entries } = crontab(readFileSync(join(root, "docs/deploy.md"), "utf8"));

  test("is due once an hour", () => {
    expect(entries.map(({ when }) => when)).toEqual([["7", "*", "*", "*", "*"]]);
  });

  // Node stands elsewhere on some machines.
  const path = `${dirname(process.execPath)}:${variables.PATH}`;
  const log = () => join(account.folder, "sweep.log");

  /** What the line does, in the folder of the account under test. */
  async function commandOfLine(): Promise<string> {
    await provisioned();
    aDroppedTask();
    const bin = join(account.folder, "node_modules/.bin");
    mkdirSync(bin, { recursive: true });
    symlinkSync(join(root, "dist/cli/main.mjs"), join(bin, "flex-callback-voicemail"));
    const [{ command } = { command: "" }] = entries;

    return command.replace("/opt/callbacks", account.folder);
  }

  test("sweeps, with nothing in the environment but what cron gives", async () => {
    await execute("/bin/sh", ["-c", await commandOfLine()], {
      cwd: "/",
      env: { SHELL: "/bin/sh", HOME: account.folder, LOGNAME: "callbacks", PATH: path },
    });

    expect(readFileSync(log(), "utf8")).toContain("1 callbacks were put back");
    expect(openTasks()).toBe(1);
  });

  /**
   * DEBIAN_CRON names the program of Debian's package `cron`. It reads crontabs from one place only, and no other's is to be
   * there; of the line, the minute alone is changed.
   */
  const { DEBIAN_CRON } = process.env;
  if (DEBIAN_CRON)
    test("sweeps when Debian's own cron runs it", { timeout: 150_000 }, async () => {
      const spool = "/var/spool/cron/crontabs";
      mkdirSync(spool, { recursive: true });
      const table = `PATH=${path}\n* * * * * ${await commandOfLine()}\n`;
      writeFileSync(join(spool, "root"), table, { mode: 0o600, flag: "wx" });
      const cron = spawn(DEBIAN_CRON, ["-f"], { stdio: "ignore" });
      try {
        await expect
          .poll(() => existsSync(log()) && readFileSync(log(), "utf8"), { timeout: 120_000, interval: 500 })
          .toContain("1 callbacks were put back");
        expect(openTasks()).toBe(1);
      } finally {
        cron.kill();
        rmSync(join(spool, "root"));
      }
    });
});

describe("The workflow in examples/github-actions", () => {
  const workflow = parse(readFileSync(join(root, "examples/github-actions/sweep.yml"), "utf8")) as Workflow;
  const { steps, env } = workflow.jobs.sweep;

  test("is due once an hour, one at a time", () => {
    expect(workflow.on.schedule).toEqual([{ cron: "7 * * * *" }]);
    expect(workflow.concurrency).toBe("sweep-callbacks");
  });

  test("sweeps by its own steps, with the secrets and variables that it names", async () => {
    await provisioned();
    aDroppedTask();
    const known = Object.fromEntries(
      account
        .envFile()
        .split("\n")
        .map((line) => line.split("=", 2) as [string, string]),
    );
    const environment = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, known[nameIn(value)] ?? ""]),
    );
    expect(Object.entries(environment).filter(([, value]) => value === "")).toEqual([]);

    const printed: string[] = [];
    for (const command of steps.flatMap(({ run: step }) => step ?? [])) {
      if (NOT_RUN.has(command)) continue;
      const { stdout } = await execute("bash", ["-e", "-c", command], {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          HOME: account.folder,
          ...environment,
          TWILIO_API_ORIGIN: account.origin(),
        },
      });
      printed.push(stdout);
    }

    expect(printed.at(-1)).toContain("1 callbacks were put back");
    expect(openTasks()).toBe(1);
  });
});

interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly concurrency: string;
  readonly jobs: {
    readonly sweep: {
      readonly env: Readonly<Record<string, string>>;
      readonly steps: readonly { readonly run?: string }[];
    };
  };
}

/** `${{ secrets.NAME }}` or `${{ vars.NAME }}` */
function nameIn(expression: string): string {
  return /^\$\{\{ (?:secrets|vars)\.(\w+) \}\}$/.exec(expression)?.[1] ?? "";
}

/** Reads the block as crontab(5) says: settings of variables, and entries of five fields and a command. */
function crontab(page: string) {
  const [, block = ""] = /^```crontab\n(.*?)^```$/ms.exec(page) ?? [];
  const lines = block.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const isVariable = (line: string) => /^\w+\s*=/.test(line);
  const variables = Object.fromEntries(
    lines.filter(isVariable).map((line) => line.split("=", 2) as [string, string]),
  );
  const entries = lines
    .filter((line) => !isVariable(line))
    .map((line) => {
      const [minute = "", hour = "", day = "", month = "", weekday = "", ...command] = line.split(" ");
      return { when: [minute, hour, day, month, weekday], command: command.join(" ") };
    });
  // cron makes a new line of each.
  expect(entries.map(({ command }) => command).join()).not.toContain("%");

  return { variables, entries };
}

async function provisioned(): Promise<void> {
  await run("provision");
  appendFileSync(
    join(account.folder, ".env"),
    [
      `\nTWILIO_ACCOUNT_SID=${twilio.account.accountSid}`,
      `TWILIO_AUTH_TOKEN=${twilio.account.authToken}`,
      `TWILIO_API_ORIGIN=${account.origin()}\n`,
    ].join("\n"),
  );
}

function aDroppedTask(): void {
  store.createTask({
    attributes: JSON.stringify({ taskType: "callback", callBackData: { numberToCall: "+14155550100" } }),
    timeout: 86_400,
    workflowSid: twilio.account.workflowSid,
  });
  clock.advance(86_400_000);
}

function openTasks(): number {
  return [...store.state.tasks.values()].filter(({ assignmentStatus }) => assignmentStatus === "pending")
    .length;
}
