import * as z from "zod/mini";
import type { ConnectionSettings } from "../../adapters/twilio-rest/connection.ts";
import { DEFAULT_MAX_ATTEMPTS } from "../../domain/retry/requeue.ts";
import { DEFAULT_RETRY_DELAYS, type RetryDelays, retryDelaysFault } from "../../domain/retry/retry-delays.ts";

/** What the commands read beside the settings of the functions: the table in docs/settings.md is written from this. */
export const CLI_SETTINGS = {
  TWILIO_ACCOUNT_SID: "The account. ACCOUNT_SID does as well.",
  TWILIO_AUTH_TOKEN: "Its auth token. AUTH_TOKEN does as well; so do TWILIO_API_KEY and TWILIO_API_SECRET.",
  CALLBACK_RETRY_DELAYS:
    "Seconds that a request waits before its second attempt, its third…, such as `600,3600`; the last counts for all later ones. Built into the workflow by `provision`.",
} as const;

export interface CliSettings {
  readonly connection: ConnectionSettings;
  readonly maxAttempts: number;
  readonly retryDelays: RetryDelays;
  readonly workflowSid?: string;
  readonly syncServiceSid?: string;
  readonly ledger: "on" | "off";
}

/** The environment does not say what a command needs. The message names every fault, and no value. */
export class IncompleteSettings extends Error {
  override readonly name = "IncompleteSettings";
}

const wholeNumber = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100));
const seconds = z.array(z.coerce.number());

export function readCliSettings(environment: Readonly<Record<string, string | undefined>>): CliSettings {
  const read = (name: string) => environment[name] || undefined;
  const accountSid = read("TWILIO_ACCOUNT_SID") ?? read("ACCOUNT_SID");
  const credentials = credentialsOf(read, accountSid);
  const maxAttempts = wholeNumber.safeParse(read("CALLBACK_MAX_ATTEMPTS") ?? DEFAULT_MAX_ATTEMPTS);
  const retryDelays = seconds.safeParse(read("CALLBACK_RETRY_DELAYS")?.split(",") ?? DEFAULT_RETRY_DELAYS);
  const delaysFault = retryDelaysFault(retryDelays.data ?? [Number.NaN]);
  const faults = [
    !/^AC[0-9a-fA-F]{32}$/.test(accountSid ?? "") &&
      "TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits",
    !credentials && "TWILIO_AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, must be set",
    !maxAttempts.success && "CALLBACK_MAX_ATTEMPTS must be a whole number from 1 to 100",
    delaysFault && `CALLBACK_RETRY_DELAYS ${delaysFault}`,
  ].filter((fault) => fault !== false && fault !== undefined);
  if (faults.length > 0 || !credentials || !accountSid) throw new IncompleteSettings(faults.join("; "));

  const [workflowSid, syncServiceSid] = [
    read("TWILIO_FLEX_CALLBACK_WORKFLOW_SID"),
    read("TWILIO_SYNC_SERVICE_SID"),
  ];
  const origin = read("TWILIO_API_ORIGIN");

  return {
    connection: { accountSid, ...credentials, ...(origin && { origin }) },
    maxAttempts: maxAttempts.data ?? DEFAULT_MAX_ATTEMPTS,
    retryDelays: retryDelays.data ?? DEFAULT_RETRY_DELAYS,
    ...(workflowSid && { workflowSid }),
    ...(syncServiceSid && { syncServiceSid }),
    ledger: read("CALLBACK_LEDGER") === "off" ? "off" : "on",
  };
}

function credentialsOf(
  read: (name: string) => string | undefined,
  accountSid: string | undefined,
): Pick<ConnectionSettings, "username" | "password"> | undefined {
  const [key, secret] = [read("TWILIO_API_KEY"), read("TWILIO_API_SECRET")];
  if (key && secret) return { username: key, password: secret };
  const password = read("TWILIO_AUTH_TOKEN") ?? read("AUTH_TOKEN");

  return accountSid && password ? { username: accountSid, password } : undefined;
}
