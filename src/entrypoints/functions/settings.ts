import { namesUsedBy, SETTINGS, type SettingName, type ValueOf } from "../settings/catalogue.ts";
import { type Credentials, credentialsOf, type Environment, hasSecret, readFrom } from "../settings/read.ts";

export type { Credentials } from "../settings/read.ts";
export { SETTINGS };

export type Settings = { readonly [name in SettingName]: ValueOf<name> } & {
  readonly credentials: Credentials;
};

/** The environment does not say what is needed to work. The message names every fault, and no value. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

/** Reads the environment of the functions once. */
export function readSettings(environment: Environment): Settings {
  const { values, faults, missing } = readFrom(environment, namesUsedBy("functions"));
  const credentials = credentialsOf(values);
  const problems = [
    ...Object.entries(faults).map(([name, fault]) => `${name} ${fault}`),
    ...missing.map((name) => `${name} is not set`),
    values.VOICEMAIL_TRANSCRIPTIONS === "batch" &&
      !values.VOICEMAIL_TRANSCRIPTION_CONFIGURATION &&
      !faults.VOICEMAIL_TRANSCRIPTION_CONFIGURATION &&
      "VOICEMAIL_TRANSCRIPTION_CONFIGURATION must be set where VOICEMAIL_TRANSCRIPTIONS is batch",
    values.CALLBACK_WEBHOOK_URL !== undefined &&
      values.CALLBACK_WEBHOOK_SECRET === undefined &&
      !faults.CALLBACK_WEBHOOK_SECRET &&
      "CALLBACK_WEBHOOK_SECRET must be set where CALLBACK_WEBHOOK_URL is",
    !hasSecret(values) && "AUTH_TOKEN, or TWILIO_API_KEY and TWILIO_API_SECRET, must be set",
  ].filter((problem) => problem !== false);
  if (problems.length > 0 || !credentials)
    throw new Misconfigured(`The environment is incomplete: ${problems.join("; ")}`);

  return { ...(values as Settings), credentials };
}
