import type { ConnectionSettings } from "../../adapters/twilio-rest/connection.ts";
import { defined } from "../../domain/defined.ts";
import type { RetryDelays } from "../../domain/retry/retry-delays.ts";
import type { SettingName } from "../settings/catalogue.ts";
import { credentialsOf, type Environment, hasSecret, readFrom } from "../settings/read.ts";

export interface CliSettings {
  readonly connection: ConnectionSettings;
  readonly maxAttempts: number;
  readonly retryDelays: RetryDelays;
  readonly ownerWaitSeconds: number;
  readonly lifetimeDays: number;
  readonly workflowSid?: string;
  /** Absent: nobody chose one. */
  readonly syncServiceSid?: string;
  readonly ledger: "on" | "off";
  readonly ledgerKey?: string;
}

/** The environment does not say what a command needs. The message names every fault, and no value. */
export class IncompleteSettings extends Error {
  override readonly name = "IncompleteSettings";
}

/** What every command reads; `deploy` and `purge` read the functions' settings beside it. */
const NAMES = [
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "TWILIO_API_KEY",
  "TWILIO_API_SECRET",
  "TWILIO_FLEX_CALLBACK_WORKFLOW_SID",
  "TWILIO_SYNC_SERVICE_SID",
  "CALLBACK_LEDGER",
  "CALLBACK_LEDGER_KEY",
  "CALLBACK_MAX_ATTEMPTS",
  "CALLBACK_RETRY_DELAYS",
  "CALLBACK_OWNER_WAIT",
  "CALLBACK_LIFETIME_DAYS",
  "TWILIO_API_ORIGIN",
] as const satisfies readonly SettingName[];

/** Names that tools on one's own machine have for what Twilio's runtime calls otherwise. Each goes before the other. */
const OWN_NAMES = { ACCOUNT_SID: "TWILIO_ACCOUNT_SID", AUTH_TOKEN: "TWILIO_AUTH_TOKEN" } as const;

/** @throws {IncompleteSettings} */
export function readCliSettings(environment: Environment): CliSettings {
  const { values, faults, missing } = readFrom(withOwnNames(environment), NAMES);
  const credentials = credentialsOf(values);
  const problems = [
    ...Object.entries(faults).map(([name, fault]) => `${toldAs(name)} ${fault}`),
    missing.includes("ACCOUNT_SID") && "TWILIO_ACCOUNT_SID is not set",
    !hasSecret(values) && "TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, must be set",
  ].filter((problem) => problem !== false);
  const { ACCOUNT_SID: accountSid } = values;
  if (problems.length > 0 || !credentials || !accountSid) throw new IncompleteSettings(problems.join("; "));

  const known = values as Required<typeof values>;

  return {
    connection: { accountSid, ...credentials, ...defined({ origin: known.TWILIO_API_ORIGIN }) },
    maxAttempts: known.CALLBACK_MAX_ATTEMPTS,
    retryDelays: known.CALLBACK_RETRY_DELAYS,
    ownerWaitSeconds: known.CALLBACK_OWNER_WAIT,
    lifetimeDays: known.CALLBACK_LIFETIME_DAYS,
    ...defined({ workflowSid: values.TWILIO_FLEX_CALLBACK_WORKFLOW_SID }),
    ...(environment.TWILIO_SYNC_SERVICE_SID ? { syncServiceSid: known.TWILIO_SYNC_SERVICE_SID } : {}),
    ledger: known.CALLBACK_LEDGER,
    ...defined({ ledgerKey: values.CALLBACK_LEDGER_KEY }),
  };
}

function withOwnNames(environment: Environment): Environment {
  const own = Object.entries(OWN_NAMES).map(([name, ownName]) => [
    name,
    environment[ownName] || environment[name],
  ]);

  return { ...environment, ...Object.fromEntries(own) };
}

function toldAs(name: string): string {
  return (OWN_NAMES as Readonly<Record<string, string>>)[name] ?? name;
}
