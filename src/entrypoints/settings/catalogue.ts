import { DEFAULT_FLEX_ORIGINS } from "../../adapters/functions/origins.ts";
import { DEFAULT_LIFETIME_DAYS } from "../../domain/lifetime.ts";
import { DEFAULT_MAX_ATTEMPTS, DEFAULT_MAX_PUT_BACKS } from "../../domain/retry/requeue.ts";
import { DEFAULT_OWNER_WAIT_SECONDS, DEFAULT_RETRY_DELAYS } from "../../domain/retry/retry-delays.ts";
import { LIST_FOR_AGENTS } from "../../domain/supervisor/listed-task.ts";
import { DEFAULT_TARGET_MINUTES } from "../../domain/supervisor/urgency.ts";
import {
  listOf,
  oneOf,
  openingHours,
  outcomes,
  type Reader,
  retryDelays,
  sid,
  text,
  timeZone,
  wholeNumber,
} from "./readers.ts";

export type User = "functions" | "commands";

export interface Setting<Value = unknown> {
  readonly read: Reader<Value>;
  readonly unset: { readonly kind: "required" } | { readonly kind: "default"; readonly value: Value };
  readonly usedBy: readonly User[];
  /** What the setting does, in Markdown. */
  readonly description: string;
}

const BOTH: readonly User[] = ["functions", "commands"];

/** Every environment variable that is a setting, with all its users. `npm run docs` writes docs/settings.md from it. */
export const SETTINGS = {
  ACCOUNT_SID: required(
    sid("AC"),
    BOTH,
    "The SID of the account. Twilio Functions set it themselves. The commands accept `TWILIO_ACCOUNT_SID` too.",
  ),
  AUTH_TOKEN: optional(
    text(),
    BOTH,
    "The account's auth token. Twilio Functions set it themselves. The commands accept `TWILIO_AUTH_TOKEN` too.",
  ),
  TWILIO_API_KEY: optional(sid("SK"), BOTH, "The SID of an API key, instead of the auth token."),
  TWILIO_API_SECRET: optional(text(), BOTH, "The secret of the API key."),
  TWILIO_FLEX_WORKSPACE_SID: required(sid("WS"), ["functions"], "The SID of Flex's TaskRouter workspace."),
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: required(
    sid("WW"),
    BOTH,
    "The SID of the workflow for callbacks and voicemails.",
  ),
  TWILIO_SYNC_SERVICE_SID: withDefault(
    text(/^(default|IS[0-9a-fA-F]{32})$/, "must be a Sync service SID, or default"),
    "default",
    BOTH,
    "The SID of the Sync service that stores the ledger, or `default`.",
  ),
  CALLBACK_LIST_FOR_AGENTS: withDefault(
    oneOf(...LIST_FOR_AGENTS),
    "none",
    ["functions"],
    "What agents see of the supervisors' list. `own`: the callbacks that they hold. `queue`: all, with the numbers of other agents' contacts masked.",
  ),
  CALLBACK_TARGET_MINUTES: withDefault(
    wholeNumber(1, 100_000),
    DEFAULT_TARGET_MINUTES,
    ["functions"],
    "Minutes within which a contact should be called. In the supervisors' list a request is amber from three quarters of them on, and red when they are over.",
  ),
  CALLBACK_LEDGER: withDefault(
    oneOf("on", "off"),
    "on",
    BOTH,
    "Whether a ledger recognises repeated requests. `off`: it does not, and you need no Sync service.",
  ),
  CALLBACK_LEDGER_KEY: optional(
    text(/^.{16,}$/s, "must have 16 characters or more"),
    BOTH,
    "The secret key for the hashes that replace phone numbers in the ledger. `provision` makes one; without it, the auth token or the API secret. Do not change it: the ledger would forget who has asked.",
  ),
  CALLBACK_DUPLICATES: withDefault(
    oneOf("join", "allow"),
    "join",
    ["functions"],
    "What happens when a contact asks again before they were called. `join`: they keep the callback that waits for them. `allow`: they get another one. Use `allow` if many people share one number.",
  ),
  CALLBACK_DUPLICATES_BY: withDefault(
    listOf(/^[\w.-]+$/, "must be a list of attributes' names, such as department,skills"),
    [],
    ["functions"],
    "Names of attributes, such as `department,skills`. A contact joins a waiting callback only if these are equal too. The called number and the workflow must always be equal.",
  ),
  CALLBACK_WHEN_SERVED: withDefault(
    oneOf("end", "keep"),
    "end",
    ["functions"],
    "What becomes of a waiting callback when its contact calls the same number by themselves and speaks with an agent. `end`: it ends; if an agent has it already, the agent sees that they spoke. `keep`: they are called back all the same. It needs Event Streams or `sweep`, the ledger, and `CALLBACK_DUPLICATES=join`.",
  ),
  CALLBACK_MAX_ATTEMPTS: withDefault(
    wholeNumber(1, 100),
    DEFAULT_MAX_ATTEMPTS,
    BOTH,
    "The largest number of attempts for a request, including the first. With 1, agents cannot put a request back.",
  ),
  CALLBACK_RETRY_DELAYS: withDefault(
    retryDelays(),
    DEFAULT_RETRY_DELAYS,
    BOTH,
    "Seconds before the second attempt, the third and so on. The last number applies to all later attempts too. After semicolons, other delays by the outcome of the last call: `600,3600;busy=300;voicemail=14400`. Outcomes are those of `record-attempt`. `provision` writes the delays into the workflow.",
  ),
  CALLBACK_MAX_PUT_BACKS: withDefault(
    wholeNumber(0, 100),
    DEFAULT_MAX_PUT_BACKS,
    ["functions"],
    "How often agents may put a request back without having placed a call.",
  ),
  CALLBACK_AUTO_REQUEUE: withDefault(
    outcomes(),
    [],
    ["functions"],
    "Outcomes of a call after which the panel puts the request back by itself, such as `busy,no-answer`. The agent sees a countdown of ten seconds and may stop it. Outcomes are `no-answer`, `busy`, `invalid`, `blocked` and `failed`. By default `off`.",
  ),
  CALLBACK_OWNER_WAIT: withDefault(
    wholeNumber(1, 86_399),
    DEFAULT_OWNER_WAIT_SECONDS,
    ["commands"],
    "Seconds that a request with `callback_agent_sid` waits for that agent before others are offered it. `provision` writes them into the workflow. A request for an agent who has left is made for everybody.",
  ),
  CALLBACK_LIFETIME_DAYS: withDefault(
    wholeNumber(1, 30),
    DEFAULT_LIFETIME_DAYS,
    BOTH,
    "How many days a request is kept up if its flow sets no `timeout`. Then it has expired, and nobody calls.",
  ),
  CALLBACK_ALLOWED_COUNTRIES: optional(
    listOf(/^[A-Z]{2}$/, "must be a list of ISO 3166 country codes, such as US,CA"),
    ["functions"],
    "ISO 3166 codes of the countries that agents may call, such as `US,CA`. By default all.",
  ),
  CALLBACK_PREMIUM_NUMBERS: withDefault(
    oneOf("refuse", "allow"),
    "refuse",
    ["functions"],
    "Whether agents may call premium-rate numbers.",
  ),
  CALLBACK_TIME_ZONE: withDefault(
    timeZone(),
    "UTC",
    ["functions"],
    "The IANA name of the contact centre's time zone. The panel shows the time of a request in this zone and in the agent's own.",
  ),
  CALLBACK_MENU: optional(
    text(
      /^(\{.*\}|\/\S+\.json)$/s,
      "must be a JSON object, or the path of a private asset such as /wait-menu.json",
    ),
    ["functions"],
    "What you replace of the [wait menu](waiting.md): a JSON object, or the path of a private asset of the functions that holds it, such as `/wait-menu.json`.",
  ),
  CALLBACK_OFFER_FROM_SECONDS: withDefault(
    wholeNumber(0, 86_400),
    0,
    ["functions"],
    "The wait menu makes its offers from an expected wait, or a wait so far, of so many seconds on. `0`: always.",
  ),
  CALLBACK_OFFER_FROM_LENGTH: withDefault(
    wholeNumber(0, 100_000),
    0,
    ["functions"],
    "The wait menu makes its offers from so many waiting callers on. `0`: always.",
  ),
  CALLBACK_MAX_OPEN: optional(
    wholeNumber(0, 100_000),
    ["functions"],
    "The wait menu offers no further callback while so many wait in the workflow for callbacks. By default there is no limit.",
  ),
  CALLBACK_HOURS: optional(
    openingHours(),
    ["functions"],
    "When you take calls, in `CALLBACK_TIME_ZONE`, as schema.org writes it: `Mo-Fr 09:00-17:00; Fr 22:00-02:00; 2026-12-25 closed`. Outside of these hours the wait menu says that you are closed, and makes its offers. By default you are always open.",
  ),
  CALLBACK_WORKFLOW_SIDS: withDefault(
    listOf(/^WW[0-9a-f]{32}$/, "must be a list of workflow SIDs: WW and 32 hexadecimal digits"),
    [],
    ["functions"],
    "Other workflows that take callbacks. A call that waits in one of these is called back through it, and supervisors see its callbacks in their list.",
  ),
  CALLBACK_FUNCTIONS_URL: optional(
    text(/^https?:\/\/\S+[^/]$/, "must be a URL without a slash at the end"),
    ["functions"],
    "On your own server: the public address of the functions, before `/callback/…`. Without it, and without `DOMAIN_NAME`, callers in the queue are not offered to leave a message.",
  ),
  DOMAIN_NAME: optional(
    text(),
    ["functions"],
    "The functions' own domain. Twilio Functions set it themselves.",
  ),
  CALLBACK_WEBHOOK_URL: optional(
    text(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$))\S*$/, "must be an https address"),
    BOTH,
    "Where [announcements](events.md) of what happened to requests are sent. By default nowhere.",
  ),
  CALLBACK_WEBHOOK_SECRET: optional(
    text(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and 24 to 64 bytes in base64"),
    BOTH,
    "The secret that signs announcements: `whsec_` and base64, as Standard Webhooks has it.",
  ),
  VOICEMAIL_ABSENT: withDefault(
    oneOf("callback", "ignore"),
    "ignore",
    ["functions"],
    "What happens if a caller leaves no audible message. `ignore`: nothing. `callback`: they are called back.",
  ),
  VOICEMAIL_MIN_SECONDS: withDefault(
    wholeNumber(0, 3_600),
    1,
    ["functions"],
    "A message that is known to be shorter counts as none: see `VOICEMAIL_ABSENT`.",
  ),
  VOICEMAIL_DELETE: withDefault(
    oneOf("allow", "after-call", "forbid"),
    "after-call",
    ["functions"],
    "Whether agents may delete voicemails. `after-call`: only after a call to the contact or, where nobody can be called, after it was heard.",
  ),
  VOICEMAIL_RETENTION_DAYS: optional(
    wholeNumber(1, 3_650),
    BOTH,
    "The age in days at which `flex-callback-voicemail purge` deletes voicemails. By default it deletes none.",
  ),
  VOICEMAIL_TRANSCRIPTIONS: withDefault(
    oneOf("record", "batch", "off"),
    "record",
    ["functions"],
    "Where transcripts come from. `record`: from the flow's `<Record transcribe>`. `batch`: from Batch Transcription, which `recording-status` requests. `off`: there are none.",
  ),
  VOICEMAIL_TRANSCRIPTION_CONFIGURATION: optional(
    text(
      /^voice_transcriptionconfiguration_[0-9a-z]{26}$/,
      "must be the id of a transcription configuration",
    ),
    ["functions"],
    "The id of the configuration for Batch Transcription. Set its webhook to `callback/studio/transcription-status`.",
  ),
  FLEX_ORIGINS: withDefault(
    listOf(/^https?:\/\/[\w.*-]+(:(\d+|\*))?$/, "must be a list of origins, such as https://flex.twilio.com"),
    DEFAULT_FLEX_ORIGINS,
    ["functions"],
    "Origins of web pages that may call the Flex functions. `*` stands for one part of a host, or for a port.",
  ),
  TWILIO_API_ORIGIN: optional(
    text(/^https?:\/\/\S+[^/]$/, "must be a URL without a slash at the end"),
    BOTH,
    "An address that replaces Twilio's APIs, for the local stack and for tests.",
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
