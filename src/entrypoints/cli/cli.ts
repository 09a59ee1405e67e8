import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defined } from "../../domain/defined.ts";
import { type Command, type Options, readArguments, USAGE } from "./arguments.ts";
import type { CliHost } from "./cli-host.ts";
import { type CommandContext, commandContext } from "./command-context.ts";
import { deployCommand, rollbackCommand } from "./commands/deploy.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { forgetCommand } from "./commands/forget.ts";
import { provisionCommand } from "./commands/provision.ts";
import { purgeCommand } from "./commands/purge.ts";
import { reportCommand } from "./commands/report.ts";
import { sweepCommand } from "./commands/sweep.ts";
import { EnvFile } from "./env-file.ts";
import { EXIT } from "./exit-codes.ts";
import { Failure, type FailureWords } from "./failure.ts";
import { readCliSettings } from "./settings.ts";
import { wordsForFailure } from "./words/failures.ts";

const COMMANDS: Readonly<Record<Command, (context: CommandContext) => Promise<number>>> = {
  doctor: doctorCommand,
  provision: provisionCommand,
  deploy: deployCommand,
  rollback: rollbackCommand,
  purge: purgeCommand,
  sweep: sweepCommand,
  forget: forgetCommand,
  report: reportCommand,
};

/** Runs one command. Returns the exit code. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const read = readArguments(args, host.clock.now());
  switch (read.kind) {
    case "help":
      host.out(USAGE);
      return EXIT.done;
    case "version":
      host.out(versionOf(host.packageDirectory));
      return EXIT.done;
    case "misused":
      tellFailure(
        { code: "usage", message: read.fault, remedy: USAGE, exit: EXIT.misused },
        args.includes("--json"),
        [],
        host,
      );
      return EXIT.misused;
    case "run":
      return runCommand(read.options, host);
  }
}

async function runCommand(options: Options, host: CliHost): Promise<number> {
  const done: string[] = [];
  try {
    const envFile = envFileFor(options, host);
    const environment = { ...envFile.read(), ...defined(host.environment) };
    const settings = readCliSettings(environment);
    const context = commandContext({ settings, envFile, environment, options, host, done });

    return await COMMANDS[options.command](context);
  } catch (fault) {
    const words = wordsForFailure(fault);
    tellFailure(words, options.json, done, host);
    if (host.environment.DEBUG && fault instanceof Error) host.err(fault.stack ?? "");

    return words.exit;
  }
}

function envFileFor({ command, env, envGiven }: Options, host: CliHost): EnvFile {
  const file = new EnvFile(resolve(host.directory, env));
  if (envGiven && !file.exists && command !== "provision") {
    throw new Failure("env-file", `${file.path} does not exist.`, {
      remedy: "Name the file that provision wrote.",
      exit: EXIT.misused,
    });
  }

  return file;
}

/** In words on standard error and, where programs read standard output, there as an object. */
function tellFailure(
  { code, message, remedy, exit }: FailureWords,
  json: boolean,
  done: readonly string[],
  host: CliHost,
): void {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const lines = [exit === EXIT.misused ? sentence : `Stopped. ${sentence}`, ...(remedy ? [remedy] : [])];
  if (done.length > 0) lines.push(`Done before that, and it stays done: ${done.join("; ")}.`);
  host.err(lines.join("\n"));
  if (json) host.out(JSON.stringify({ code, message: sentence, ...(remedy && { remedy }), done }, null, 2));
}

function versionOf(packageDirectory: string): string {
  const file = join(packageDirectory, "package.json");

  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version
    : "unknown";
}
