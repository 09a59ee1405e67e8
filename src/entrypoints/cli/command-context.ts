import { type Apis, apisOver } from "../../adapters/setup/apis.ts";
import { FlexAccounts } from "../../adapters/setup/flex-account.ts";
import { SystemChance } from "../../adapters/system/system-chance.ts";
import { SystemClock } from "../../adapters/system/system-clock.ts";
import { TwilioConnection } from "../../adapters/twilio-rest/connection.ts";
import type { Options } from "./arguments.ts";
import type { CliHost } from "./cli-host.ts";
import type { EnvFile } from "./env-file.ts";
import type { CliSettings } from "./settings.ts";

/** What every command works with. */
export interface CommandContext {
  readonly settings: CliSettings;
  readonly connection: TwilioConnection;
  readonly apis: Apis;
  readonly flex: FlexAccounts;
  readonly envFile: EnvFile;
  /** The process's environment, and below it what stands in `.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly options: Options;
  readonly host: CliHost;
  /** What was changed so far, in words: told when the command has to stop. */
  readonly done: string[];
}

/** Tells people of a change, and remembers it for when the command has to stop. */
export function tellDone({ host, done }: CommandContext, change: string): void {
  done.push(change);
  host.err(change);
}

/** Somebody waits, but nobody is on the phone: a command is more patient than a function. */
const PATIENCE = { timeLeft: () => 60_000, longestTry: 30_000, tries: 4 };

export function commandContext(
  given: Pick<CommandContext, "settings" | "envFile" | "environment" | "options" | "host" | "done">,
): CommandContext {
  const { settings } = given;
  const connection = new TwilioConnection(settings.connection, PATIENCE, {
    clock: new SystemClock(),
    chance: new SystemChance(),
  });
  const apis = apisOver(connection);

  return { ...given, connection, apis, flex: new FlexAccounts(apis, settings.connection.accountSid) };
}
