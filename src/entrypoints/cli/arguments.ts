import { parseArgs } from "node:util";
import { REPORT_PARTS, type ReportPart } from "../../domain/supervisor/report.ts";

export type Command =
  | "doctor"
  | "provision"
  | "deploy"
  | "rollback"
  | "purge"
  | "sweep"
  | "forget"
  | "report";

export interface Options {
  readonly command: Command;
  readonly json: boolean;
  readonly dryRun: boolean;
  /** Changes that a deployer made may be overwritten. */
  readonly force: boolean;
  readonly functions: boolean;
  readonly plugin: boolean;
  /** The plugin's address is open to everybody. */
  readonly publicPlugin: boolean;
  /** Delete voicemails that were kept long enough as well. */
  readonly retention: boolean;
  /** From when a sweep reads. */
  readonly since?: Date;
  /** What a report is divided by. */
  readonly by?: ReportPart;
  readonly csv: boolean;
  /** Whom the command is about. */
  readonly subject?: string;
  readonly env: string;
  /** Somebody named the file, so it should exist. */
  readonly envGiven: boolean;
}

export type Arguments =
  | { readonly kind: "run"; readonly options: Options }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "misused"; readonly fault: string };

export const USAGE = `Usage: flex-callback-voicemail <command> [options]

Commands
  doctor           Check whether the account is ready, and say what to do where it is not.
  provision        Make or update what the account needs, and write .env. Shows the plan first.
  deploy           Upload and start the functions, and release the plugin.
  deploy rollback  Go back to the functions and the plugin before these.
  sweep            Put back what the queue dropped while its events were missed. Run it every hour.
  forget <number>  Remove what is kept of a contact, and say what cannot be reached.
  report           What became of the requests: how many were reached, and how fast.
  purge            Delete the voicemails that are older than VOICEMAIL_RETENTION_DAYS.

Options
  --dry-run         Only say what would be done. Not for doctor, which changes nothing, nor for forget.
  --force           provision: overwrite Studio flows that somebody has edited.
  --functions-only  deploy, deploy rollback: leave the plugin alone.
  --plugin-only     deploy, deploy rollback: leave the functions alone.
  --since <when>    sweep, report: from then on: 2026-03-02, 2026-03-02T09:00Z, or 36h, 4d before now.
  --by <what>       report: divided by day, queue or agent.
  --csv             report: for spreadsheets.
  --retention       sweep: purge as well.
  --public          deploy: serve the plugin to everybody, not to Flex alone.
  --env <file>      Where the settings are read and written. By default .env
  --json            The result as JSON on standard output. Progress goes to standard error.
  --version         The version of this program.
  --help            This text.

Exit codes: 0 done, or ready; 1 failed, or not ready; 2 wrong arguments or settings.`;

const COMMANDS = ["doctor", "provision", "deploy", "purge", "report", "sweep"] as const;

type Flag =
  | "by"
  | "csv"
  | "dry-run"
  | "force"
  | "functions-only"
  | "plugin-only"
  | "public"
  | "retention"
  | "since";

/** Beside --env, --json and --help, which every command takes. */
const FLAGS: Readonly<Record<Command, readonly Flag[]>> = {
  doctor: [],
  provision: ["dry-run", "force"],
  deploy: ["dry-run", "functions-only", "plugin-only", "public"],
  rollback: ["dry-run", "functions-only", "plugin-only"],
  purge: ["dry-run"],
  sweep: ["dry-run", "retention", "since"],
  forget: [],
  report: ["by", "csv", "since"],
};

/** @param now what `--since 36h` counts from */
export function readArguments(args: readonly string[], now: Date): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        force: { type: "boolean", default: false },
        "functions-only": { type: "boolean", default: false },
        "plugin-only": { type: "boolean", default: false },
        public: { type: "boolean", default: false },
        retention: { type: "boolean", default: false },
        since: { type: "string" },
        by: { type: "string" },
        csv: { type: "boolean", default: false },
        env: { type: "string" },
        version: { type: "boolean", short: "v", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return { kind: "help" };
    if (values.version) return { kind: "version" };
    const command = commandOf(positionals);
    if (!command) return { kind: "misused", fault: noCommand(positionals) };
    const unused = (Object.keys(values) as Flag[]).filter(
      (flag) => Boolean(values[flag]) && !["json", "env", ...FLAGS[command]].includes(flag),
    );
    if (unused.length > 0) return { kind: "misused", fault: unusedFlags(positionals, unused) };
    if (values["functions-only"] && values["plugin-only"]) {
      return { kind: "misused", fault: "--functions-only and --plugin-only leave nothing to do." };
    }

    const since = values.since === undefined ? undefined : readSince(values.since, now);
    if (since === "unreadable") {
      return {
        kind: "misused",
        fault: `--since ${values.since} is no time: write 2026-03-02T09:00Z, 36h or 4d.`,
      };
    }

    const by = REPORT_PARTS.find((part) => part === values.by);
    if (values.by !== undefined && !by)
      return { kind: "misused", fault: `--by ${values.by} is none of ${REPORT_PARTS.join(", ")}.` };
    if (values.csv && values.json) return { kind: "misused", fault: "--csv and --json are two forms." };

    return {
      kind: "run",
      options: {
        command,
        json: values.json,
        dryRun: values["dry-run"],
        force: values.force,
        functions: !values["plugin-only"],
        plugin: !values["functions-only"],
        publicPlugin: values.public,
        retention: values.retention,
        ...(since && { since }),
        ...(by && { by }),
        csv: values.csv,
        ...(command === "forget" && { subject: positionals[1] ?? "" }),
        env: values.env ?? ".env",
        envGiven: values.env !== undefined,
      },
    };
  } catch (error) {
    // Node explains the syntax of arguments after it has said what is wrong.
    const [fault = ""] = (error as Error).message.split(/(?<=\.) /);

    return { kind: "misused", fault: fault.endsWith(".") ? fault : `${fault}.` };
  }
}

const UNITS_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A moment, or so long before now. A time without a zone is in that of this machine, a day begins in UTC. */
function readSince(text: string, now: Date): Date | "unreadable" {
  const [, count, unit = ""] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(now.getTime() - Number(count) * (UNITS_MS[unit] ?? 0));
  const moment = new Date(text);

  return /^\d{4}-\d{2}-\d{2}/.test(text) && moment <= now ? moment : "unreadable";
}

function commandOf([first, second, ...rest]: readonly string[]): Command | undefined {
  if (rest.length > 0) return undefined;
  if (first === "deploy" && second === "rollback") return "rollback";
  if (first === "forget" && second !== undefined) return "forget";
  if (second !== undefined) return undefined;

  return COMMANDS.find((command) => command === first);
}

function noCommand(positionals: readonly string[]): string {
  return positionals.length === 0
    ? "No command was given."
    : `There is no command "${positionals.join(" ")}".`;
}

function unusedFlags(positionals: readonly string[], flags: readonly Flag[]): string {
  return `${positionals.join(" ")} does not take ${flags.map((flag) => `--${flag}`).join(" and ")}.`;
}
