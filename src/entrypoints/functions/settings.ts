import * as z from "zod/mini";
import { DEFAULT_FLEX_ORIGINS } from "../../adapters/functions/origins.ts";
import { DEFAULT_MAX_ATTEMPTS } from "../../domain/retry/requeue.ts";

/** Every setting of the Functions, with what it does: the table in docs/settings.md is written from this. */
export const SETTINGS = {
  ACCOUNT_SID: setting(sid("AC"), "The account. Given by Twilio Functions itself."),
  AUTH_TOKEN: setting(
    z.optional(z.string().check(z.minLength(1))),
    "The account's auth token. Given by Twilio Functions itself.",
  ),
  TWILIO_API_KEY: setting(z.optional(sid("SK")), "An API key to use in place of the auth token."),
  TWILIO_API_SECRET: setting(z.optional(z.string()), "The API key's secret."),
  TWILIO_FLEX_WORKSPACE_SID: setting(sid("WS"), "The TaskRouter workspace of Flex."),
  TWILIO_FLEX_CALLBACK_WORKFLOW_SID: setting(
    sid("WW"),
    "The workflow that callbacks and voicemails go through.",
  ),
  TWILIO_SYNC_SERVICE_SID: setting(
    z._default(
      z.string().check(z.regex(/^(default|IS[0-9a-fA-F]{32})$/, "must be a Sync service SID, or default")),
      "default",
    ),
    "The Sync service that keeps the ledger of requests.",
  ),
  CALLBACK_LEDGER: setting(
    z._default(oneOf("on", "off"), "on"),
    "`off`: repeated requests are not recognised, and no Sync service is used.",
  ),
  CALLBACK_LEDGER_KEY: setting(
    z.optional(z.string().check(z.minLength(16, "must have 16 characters or more"))),
    "Keys the hashes under which the ledger knows phone numbers. By default the auth token or the API secret.",
  ),
  CALLBACK_DUPLICATES: setting(
    z._default(oneOf("join", "allow"), "join"),
    "`join`: a contact who asks again before they were called joins the callback that they are waiting for. `allow`: for centres where many people share one number.",
  ),
  CALLBACK_DUPLICATES_BY: setting(
    z._default(listOf(/^[\w.-]+$/, "must be a list of attributes' names, such as department,skills"), []),
    "Attributes that must be equal too for a contact to join a callback that is waiting, such as `department,skills`. The number that was called and the workflow always must.",
  ),
  CALLBACK_MAX_ATTEMPTS: setting(
    z._default(wholeNumber(1, 100), DEFAULT_MAX_ATTEMPTS),
    "Calls placed to one contact before giving up, the first included. 1: never requeue.",
  ),
  CALLBACK_ALLOWED_COUNTRIES: setting(
    z.optional(listOf(/^[A-Z]{2}$/, "must be a list of ISO 3166 country codes, such as US,CA")),
    "The countries that may be called, such as `US,CA`. By default all.",
  ),
  CALLBACK_PREMIUM_NUMBERS: setting(
    z._default(oneOf("refuse", "allow"), "refuse"),
    "Whether premium-rate numbers may be called.",
  ),
  CALLBACK_TIME_ZONE: setting(
    z._default(
      z.string().check(z.refine(isTimeZone, "must be an IANA time zone, such as America/New_York")),
      "UTC",
    ),
    "The zone the contact centre works in. Agents see when a request came in in their own zone, and in this one.",
  ),
  VOICEMAIL_ABSENT: setting(
    z._default(oneOf("callback", "ignore"), "ignore"),
    "`callback`: who is to leave a message and leaves none that can be heard is called back all the same.",
  ),
  VOICEMAIL_DELETE: setting(
    z._default(oneOf("allow", "after-call", "forbid"), "allow"),
    "Whether agents may delete voicemails. `after-call`: once a call was placed to the caller.",
  ),
  VOICEMAIL_RETENTION_DAYS: setting(
    z.optional(wholeNumber(1, 3_650)),
    "Voicemails older than this are deleted by `flex-callback-voicemail purge`. By default none are.",
  ),
  VOICEMAIL_TRANSCRIPTIONS: setting(
    z._default(oneOf("record", "batch", "off"), "record"),
    "Where transcripts come from. `record`: the flow's `<Record transcribe>`. `batch`: Batch Transcription, asked for by `recording-status`. `off`: nobody waits for one.",
  ),
  VOICEMAIL_TRANSCRIPTION_CONFIGURATION: setting(
    z.optional(
      z
        .string()
        .check(
          z.regex(
            /^voice_transcriptionconfiguration_[0-9a-z]{26}$/,
            "must be the id of a transcription configuration",
          ),
        ),
    ),
    "The configuration that Batch Transcription works by. Its webhook is `callback/studio/transcription-status`.",
  ),
  FLEX_ORIGINS: setting(
    z._default(
      listOf(
        /^https?:\/\/[\w.*-]+(:(\d+|\*))?$/,
        "must be a list of origins, such as https://flex.twilio.com",
      ),
      DEFAULT_FLEX_ORIGINS,
    ),
    "Web pages that may call the Flex functions. `*` stands for one part of a host, or a port.",
  ),
  TWILIO_API_ORIGIN: setting(
    z.optional(z.string().check(z.regex(/^https?:\/\/\S+[^/]$/, "must be a URL without a slash at the end"))),
    "Where Twilio's APIs are found instead: for the local stack and for tests.",
  ),
} as const;

export type Settings = {
  readonly [name in keyof typeof SETTINGS]: z.infer<(typeof SETTINGS)[name]["type"]>;
} & { readonly credentials: Credentials };

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** The environment does not say what is needed to work. The message names every fault, and no value. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

/** Reads the environment once. An empty variable is one that is not set. */
export function readSettings(environment: Readonly<Record<string, unknown>>): Settings {
  const faults: string[] = [];
  const read = Object.entries(SETTINGS).map(([name, { type }]) => {
    const value = environment[name];
    const parsed = z.safeParse(type as z.ZodMiniType, value === "" ? undefined : value);
    if (!parsed.success)
      faults.push(`${name} ${value ? (parsed.error.issues[0]?.message ?? "is not valid") : "is not set"}`);

    return [name, parsed.data];
  });
  const settings = Object.fromEntries(read) as Omit<Settings, "credentials">;
  const credentials = credentialsOf(settings);
  if (settings.VOICEMAIL_TRANSCRIPTIONS === "batch" && !settings.VOICEMAIL_TRANSCRIPTION_CONFIGURATION) {
    faults.push("VOICEMAIL_TRANSCRIPTION_CONFIGURATION must be set where VOICEMAIL_TRANSCRIPTIONS is batch");
  }
  if (!credentials) faults.push("AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, must be set");
  if (faults.length > 0 || !credentials)
    throw new Misconfigured(`The environment is incomplete: ${faults.join("; ")}`);

  return { ...settings, credentials };
}

function credentialsOf(settings: Omit<Settings, "credentials">): Credentials | undefined {
  const { ACCOUNT_SID, AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET } = settings;
  if (TWILIO_API_KEY && TWILIO_API_SECRET) return { username: TWILIO_API_KEY, password: TWILIO_API_SECRET };

  return AUTH_TOKEN ? { username: ACCOUNT_SID, password: AUTH_TOKEN } : undefined;
}

function setting<T extends z.ZodMiniType>(
  type: T,
  description: string,
): { readonly type: T; readonly description: string } {
  return { type, description };
}

function sid(prefix: string) {
  return z
    .string()
    .check(
      z.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be a SID: ${prefix} and 32 hexadecimal digits`),
    );
}

function oneOf<const Word extends string>(...words: readonly Word[]) {
  return z.enum(words, { error: `must be ${words.join(" or ")}` });
}

function wholeNumber(least: number, most: number) {
  const fault = `must be a whole number from ${least} to ${most}`;

  return z.coerce
    .number({ error: fault })
    .check(z.int(fault), z.minimum(least, fault), z.maximum(most, fault));
}

function listOf(item: RegExp, fault: string) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text) =>
        text
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== ""),
      ),
    ),
    z.array(z.string().check(z.regex(item, fault))).check(z.minLength(1, fault)),
  );
}

/** The list has no second names of a zone, such as Asia/Kolkata; a format knows them, and takes 25 ms to load. */
function isTimeZone(name: string): boolean {
  return name === "UTC" || Intl.supportedValuesOf("timeZone").includes(name) || isFormattable(name);
}

function isFormattable(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone }));
  } catch {
    return false;
  }
}
