import { join } from "node:path";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import { Misconfigured } from "../functions/settings.ts";
import { type Command, readArguments, USAGE } from "./arguments.ts";
import { NotBuilt } from "./built-files.ts";
import { deployCommand, rollbackCommand } from "./commands/deploy.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { provisionCommand } from "./commands/provision.ts";
import { purgeCommand } from "./commands/purge.ts";
import { EXIT, type Surroundings } from "./console.ts";
import { EnvFile } from "./env-file.ts";
import { type CommandNeeds, commandNeeds } from "./needs.ts";
import { IncompleteSettings, readCliSettings } from "./settings.ts";

const COMMANDS: Readonly<Record<Command, (needs: CommandNeeds) => Promise<number>>> = {
  doctor: doctorCommand,
  provision: provisionCommand,
  deploy: deployCommand,
  rollback: rollbackCommand,
  purge: purgeCommand,
};

/** Runs one command; returns the exit code. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err, environment, directory } = surroundings;
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
      commandNeeds({ settings, envFile, environment: merged, options, surroundings }),
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
  if (fault instanceof Unavailable || fault instanceof Rejected) {
    err(`Stopped. ${fault.message}.\nWhat is done stays done: the same command goes on from here.`);
    return EXIT.failed;
  }
  throw fault;
}
