import { DEFAULT_FLEX_ORIGINS } from "../../adapters/functions/origins.ts";
import { DEFAULT_MAX_ATTEMPTS } from "../../domain/retry/requeue.ts";
import { DEFAULT_RETRY_DELAYS, retryDelaysFault } from "../../domain/retry/retry-delays.ts";
import { listOf, numbers, oneOf, type Reader, sid, text, timeZone, wholeNumber } from "./readers.ts";

export type User = "functions" | "commands";

export interface Setting<Value = unknown> {
  readonly read: Reader<Value>;
  readonly unset: { readonly kind: "required" } | { readonly kind: "default"; readonly value: Value };
  readonly usedBy: readonly User[];
  /** What it does, in Markdown. */
  readonly description: string;
}

const BOTH: readonly User[] = ["functions", "commands"];

/** Every setting that is an environment variable, once, whoever uses it. docs/settings.md is written from this. */
export const SETTINGS = {
  ACCOUNT_SID: required(
    sid("AC"),
    BOTH,
    "The account. Twilio Functions set it themselves; the commands take `TWILIO_ACCOUNT_SID` too.",
  ),
  AUTH_TOKEN: optional(
    text(),
    BOTH,
    "The account's auth token. Twilio Functions set it themselves; the commands take `TWILIO_AUTH_TOKEN` too.",
  ),
  TWILIO_API_KEY: optional(sid("SK"), BOTH, "An API key to use in place of the auth token."),
  TWILIO_API_SECRET: optional(text(), BOTH, "The API key's secret."),
  TWILIO_FLEX_WORKSPACE_SID: required(sid("WS"), ["functions"], "The TaskRouter workspace of Flex."),
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: required(
    sid("WW"),
    BOTH,
    "The workflow that callbacks and voicemails go through.",
  ),
  TWILIO_SYNC_SERVICE_SID: withDefault(
    text(/^(default|IS[0-9a-fA-F]{32})$/, "must be a Sync service SID, or default"),
    "default",
    BOTH,
    "The Sync service that keeps the ledger of requests.",
  ),
  CALLBACK_LEDGER: withDefault(
    oneOf("on", "off"),
    "on",
    BOTH,
    "`off`: repeated requests are not recognised, and no Sync service is used.",
  ),
  CALLBACK_LEDGER_KEY: optional(
    text(/^.{16,}$/s, "must have 16 characters or more"),
    ["functions"],
    "Keys the hashes under which the ledger knows phone numbers. By default the auth token or the API secret.",
  ),
  CALLBACK_DUPLICATES: withDefault(
    oneOf("join", "allow"),
    "join",
    ["functions"],
    "`join`: a contact who asks again before they were called joins the callback that they are waiting for. `allow`: for centres where many people share one number.",
  ),
  CALLBACK_DUPLICATES_BY: withDefault(
    listOf(/^[\w.-]+$/, "must be a list of attributes' names, such as department,skills"),
    [],
    ["functions"],
    "Attributes that must be equal too for a contact to join a callback that is waiting, such as `department,skills`. The number that was called and the workflow always must.",
  ),
  CALLBACK_MAX_ATTEMPTS: withDefault(
    wholeNumber(1, 100),
    DEFAULT_MAX_ATTEMPTS,
    BOTH,
    "Calls placed to one contact before giving up, the first included. 1: never requeue.",
  ),
  CALLBACK_RETRY_DELAYS: withDefault(
    numbers(retryDelaysFault),
    DEFAULT_RETRY_DELAYS,
    BOTH,
    "Seconds that a request waits before its second attempt, its third…, such as `600,3600`; the last counts for all later ones. Built into the workflow by `provision`.",
  ),
  CALLBACK_ALLOWED_COUNTRIES: optional(
    listOf(/^[A-Z]{2}$/, "must be a list of ISO 3166 country codes, such as US,CA"),
    ["functions"],
    "The countries that may be called, such as `US,CA`. By default all.",
  ),
  CALLBACK_PREMIUM_NUMBERS: withDefault(
    oneOf("refuse", "allow"),
    "refuse",
    ["functions"],
    "Whether premium-rate numbers may be called.",
  ),
  CALLBACK_TIME_ZONE: withDefault(
    timeZone(),
    "UTC",
    ["functions"],
    "The zone the contact centre works in. Agents see when a request came in in their own zone, and in this one.",
  ),
  VOICEMAIL_ABSENT: withDefault(
    oneOf("callback", "ignore"),
    "ignore",
    ["functions"],
    "`callback`: a caller who was asked for a message and left none that can be heard is called back all the same.",
  ),
  VOICEMAIL_DELETE: withDefault(
    oneOf("allow", "after-call", "forbid"),
    "allow",
    ["functions"],
    "Whether agents may delete voicemails. `after-call`: once a call was placed to the caller.",
  ),
  VOICEMAIL_RETENTION_DAYS: optional(
    wholeNumber(1, 3_650),
    BOTH,
    "Voicemails older than this are deleted by `flex-callback-voicemail purge`. By default none are.",
  ),
  VOICEMAIL_TRANSCRIPTIONS: withDefault(
    oneOf("record", "batch", "off"),
    "record",
    ["functions"],
    "Where transcripts come from. `record`: the flow's `<Record transcribe>`. `batch`: Batch Transcription, asked for by `recording-status`. `off`: nobody waits for one.",
  ),
  VOICEMAIL_TRANSCRIPTION_CONFIGURATION: optional(
    text(
      /^voice_transcriptionconfiguration_[0-9a-z]{26}$/,
      "must be the id of a transcription configuration",
    ),
    ["functions"],
    "The configuration that Batch Transcription works by. Its webhook is `callback/studio/transcription-status`.",
  ),
  FLEX_ORIGINS: withDefault(
    listOf(/^https?:\/\/[\w.*-]+(:(\d+|\*))?$/, "must be a list of origins, such as https://flex.twilio.com"),
    DEFAULT_FLEX_ORIGINS,
    ["functions"],
    "Web pages that may call the Flex functions. `*` stands for one part of a host, or a port.",
  ),
  TWILIO_API_ORIGIN: optional(
    text(/^https?:\/\/\S+[^/]$/, "must be a URL without a slash at the end"),
    BOTH,
    "Where Twilio's APIs are found instead: for the local stack and for tests.",
  ),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type ValueOf<Name extends SettingName> =
  (typeof SETTINGS)[Name] extends Setting<infer Value> ? Value : never;

export function namesUsedBy(user: User): readonly SettingName[] {
  return (Object.keys(SETTINGS) as SettingName[]).filter((name) => SETTINGS[name].usedBy.includes(user));
}

function required<Value>(read: Reader<Value>, usedBy: readonly User[], description: string): Setting<Value> {
  return { read, unset: { kind: "required" }, usedBy, description };
}

function optional<Value>(
  read: Reader<Value>,
  usedBy: readonly User[],
  description: string,
): Setting<Value | undefined> {
  return { read, unset: { kind: "default", value: undefined }, usedBy, description };
}

function withDefault<Value>(
  read: Reader<Value>,
  value: NoInfer<Value>,
  usedBy: readonly User[],
  description: string,
): Setting<Value> {
  return { read, unset: { kind: "default", value }, usedBy, description };
}
