import { join } from "node:path";
import { Misconfigured } from "../functions/settings.ts";
import { type Command, readArguments, USAGE } from "./arguments.ts";
import { NotBuilt } from "./built-files.ts";
import type { CliHost } from "./cli-host.ts";
import { type CommandContext, commandContext } from "./command-context.ts";
import { deployCommand, rollbackCommand } from "./commands/deploy.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { provisionCommand } from "./commands/provision.ts";
import { purgeCommand } from "./commands/purge.ts";
import { EnvFile } from "./env-file.ts";
import { EXIT } from "./exit-codes.ts";
import { IncompleteSettings, readCliSettings } from "./settings.ts";
import { sentenceFor } from "./words/failures.ts";

const COMMANDS: Readonly<Record<Command, (context: CommandContext) => Promise<number>>> = {
  doctor: doctorCommand,
  provision: provisionCommand,
  deploy: deployCommand,
  rollback: rollbackCommand,
  purge: purgeCommand,
};

/** Runs one command; returns the exit code. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  const { out, err, environment, directory } = host;
  const read = readArguments(args);
  if (read.kind === "help") {
    out(USAGE);
    return EXIT.done;
  }
  if (read.kind === "misused") {
    err(`${read.fault}\n\n${USAGE}`);
    return EXIT.misused;
  }

  const { options } = read;
  try {
    const envFile = new EnvFile(join(directory, options.env));
    const merged = { ...envFile.read(), ...environment };
    const settings = readCliSettings(merged);

    return await COMMANDS[options.command](
      commandContext({ settings, envFile, environment: merged, options, host }),
    );
  } catch (fault) {
    return failed(fault, err);
  }
}

function failed(fault: unknown, err: (text: string) => void): number {
  if (fault instanceof IncompleteSettings || fault instanceof Misconfigured || fault instanceof NotBuilt) {
    err(fault.message);
    return EXIT.misused;
  }
  const sentence = sentenceFor(fault);
  if (sentence === undefined) throw fault;
  err(`Stopped. ${sentence}\nWhat is done stays done: the same command goes on from here.`);

  return EXIT.failed;
}
