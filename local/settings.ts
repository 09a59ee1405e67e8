import { SETTINGS } from "../src/entrypoints/functions/settings.ts";

export interface LocalSettings {
  readonly settings: Readonly<Record<string, string>>;
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/** These would lead the functions to another account, or to Twilio itself. */
const OF_ANOTHER_ACCOUNT = [
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_API_KEY",
  "TWILIO_API_SECRET",
  "TWILIO_API_ORIGIN",
];
const OURS = /^(CALLBACK|VOICEMAIL|FLEX|TWILIO)_/;

/** The functions' settings from the shell, such as CALLBACK_MAX_ATTEMPTS=5 npm start, and what is not passed on. */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): LocalSettings {
  const given = Object.entries(environment).flatMap(([name, value]) => (value ? [{ name, value }] : []));
  const isOfFunctions = (name: string) => name in SETTINGS && !OF_ANOTHER_ACCOUNT.includes(name);

  return {
    settings: Object.fromEntries(
      given.filter(({ name }) => isOfFunctions(name)).map(({ name, value }) => [name, value]),
    ),
    leftOut: given
      .filter(({ name }) => (OURS.test(name) || OF_ANOTHER_ACCOUNT.includes(name)) && !isOfFunctions(name))
      .map(({ name }) => ({
        name,
        why: OF_ANOTHER_ACCOUNT.includes(name)
          ? "the local Twilio has an account of its own"
          : "the functions have no such setting",
      })),
  };
}
