import { Misconfigured, readSettings } from "../functions/settings.ts";
import { namesUsedBy } from "../settings/catalogue.ts";
import type { CommandContext } from "./command-context.ts";
import { EXIT } from "./exit-codes.ts";
import { Failure } from "./failure.ts";

/** What Twilio gives the functions itself, and what only this machine needs. */
const STAYS_HERE = ["ACCOUNT_SID", "AUTH_TOKEN", "DOMAIN_NAME", "TWILIO_API_ORIGIN"];

/**
 * The functions' own settings, and nothing else of the environment: what is deployed with them.
 *
 * @throws {Misconfigured} when the functions could not work with them
 */
export function functionVariables(context: CommandContext): Record<string, string> {
  const { environment } = context;
  const own = namesUsedBy("functions").filter((name) => !STAYS_HERE.includes(name));
  const variables = Object.fromEntries(
    own.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  ) as Record<string, string>;
  try {
    readSettings({ ...variables, ...credentials(context) });
  } catch (fault) {
    throw fault instanceof Misconfigured && isUnprovisioned(variables) ? notProvisioned(fault) : fault;
  }

  return variables;
}

function isUnprovisioned(variables: Readonly<Record<string, string>>): boolean {
  return !variables.TWILIO_FLEX_WORKSPACE_SID || !variables.TWILIO_FLEX_CALLBACK_WORKFLOW_SID;
}

function notProvisioned(cause: Misconfigured): Failure {
  return new Failure("not-provisioned", cause.message, {
    remedy:
      "Run npx flex-callback-voicemail provision first: it makes what is missing and writes it into .env.",
    exit: EXIT.misused,
    cause,
  });
}

/** The environment as a function has it, for what the functions can do and a command does. */
export function functionEnvironment(context: CommandContext): Record<string, string> {
  const { origin } = context.settings.connection;

  return {
    ...functionVariables(context),
    ...credentials(context),
    ...(origin && { TWILIO_API_ORIGIN: origin }),
  };
}

function credentials({ settings }: CommandContext): Record<string, string> {
  const { accountSid, username, password } = settings.connection;

  return { ACCOUNT_SID: accountSid, ...(username === accountSid && { AUTH_TOKEN: password }) };
}
