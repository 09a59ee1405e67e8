import { SETTINGS, type Setting, type SettingName, type ValueOf } from "./catalogue.ts";

export type Environment = Readonly<Record<string, unknown>>;

export interface SettingsRead<Name extends SettingName> {
  /** The values of the settings that are neither missing nor wrong. */
  readonly values: { readonly [name in Name]?: ValueOf<name> };
  /** What is wrong with each setting. */
  readonly faults: Readonly<Partial<Record<Name, string>>>;
  /** The required settings that are not set. */
  readonly missing: readonly Name[];
}

/** Reads the named settings. An empty variable counts as not set. */
export function readFrom<Name extends SettingName>(
  environment: Environment,
  names: readonly Name[],
): SettingsRead<Name> {
  const values: Partial<Record<Name, unknown>> = {};
  const faults: Partial<Record<Name, string>> = {};
  const missing: Name[] = [];
  for (const name of names) {
    const { read, unset }: Setting = SETTINGS[name];
    const given = environment[name];
    if (given === undefined || given === null || given === "") {
      if (unset.kind === "required") missing.push(name);
      else values[name] = unset.value;
      continue;
    }
    const reading = read(String(given));
    if (reading.kind === "value") values[name] = reading.value;
    else faults[name] = reading.fault;
  }

  return { values: values as SettingsRead<Name>["values"], faults, missing };
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

type CredentialValues = SettingsRead<
  "ACCOUNT_SID" | "AUTH_TOKEN" | "TWILIO_API_KEY" | "TWILIO_API_SECRET"
>["values"];

export function hasSecret({ AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET }: CredentialValues): boolean {
  return Boolean(AUTH_TOKEN || (TWILIO_API_KEY && TWILIO_API_SECRET));
}

/** The API key if there is one, else the auth token. `undefined`: there is neither. */
export function credentialsOf(values: CredentialValues): Credentials | undefined {
  const { ACCOUNT_SID, AUTH_TOKEN, TWILIO_API_KEY, TWILIO_API_SECRET } = values;
  if (TWILIO_API_KEY && TWILIO_API_SECRET) return { username: TWILIO_API_KEY, password: TWILIO_API_SECRET };

  return ACCOUNT_SID && AUTH_TOKEN ? { username: ACCOUNT_SID, password: AUTH_TOKEN } : undefined;
}
