import { type Apis, apisOver } from "../../adapters/setup/apis.ts";
import { FlexAccounts } from "../../adapters/setup/flex-account.ts";
import { SystemChance } from "../../adapters/system/system-chance.ts";
import { SystemClock } from "../../adapters/system/system-clock.ts";
import { TwilioConnection } from "../../adapters/twilio-rest/connection.ts";
import type { Options } from "./arguments.ts";
import type { Surroundings } from "./console.ts";
import type { EnvFile } from "./env-file.ts";
import type { CliSettings } from "./settings.ts";

/** What every command works with. */
export interface CommandNeeds {
  readonly settings: CliSettings;
  readonly connection: TwilioConnection;
  readonly apis: Apis;
  readonly flex: FlexAccounts;
  readonly envFile: EnvFile;
  /** The process's environment, and below it what stands in `.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly options: Options;
  readonly surroundings: Surroundings;
}

/** Somebody waits, but nobody is on the phone: a command is more patient than a function. */
const PATIENCE = { timeLeft: () => 60_000, longestTry: 30_000, tries: 4 };

export function commandNeeds(
  given: Pick<CommandNeeds, "settings" | "envFile" | "environment" | "options" | "surroundings">,
): CommandNeeds {
  const { settings } = given;
  const connection = new TwilioConnection(settings.connection, PATIENCE, {
    clock: new SystemClock(),
    chance: new SystemChance(),
  });
  const apis = apisOver(connection);

  return { ...given, connection, apis, flex: new FlexAccounts(apis, settings.connection.accountSid) };
}
