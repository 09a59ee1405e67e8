import { type Case, callback, type ExpectedAnswer, REFUSED_BY_TWILIO, requeue } from "./case.ts";

/** A request to functions whose environment is not as it should be. */
export interface EnvironmentCase extends Pick<Case, "what" | "sent" | "answer" | "tasks" | "note"> {
  /** An empty setting is one that is not set. */
  readonly environment: Readonly<Record<string, string>>;
  /** The settings that the message names: these and no others. */
  readonly names: readonly string[];
}

const MISCONFIGURED: ExpectedAnswer = { status: 500, code: "misconfigured" };
const REQUIRED = [
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "TWILIO_FLEX_WORKSPACE_SID",
  "TWILIO_FLEX_CALLBACK_WORKFLOW_SID",
];

function set(environment: Readonly<Record<string, string>>, what?: string): EnvironmentCase {
  const names = Object.keys(environment);

  return {
    what: what ?? names.map((name) => `\`${name}\`: \`${environment[name]}\``).join(", "),
    environment,
    sent: callback(),
    answer: MISCONFIGURED,
    tasks: 0,
    names,
    note: "the message names it, and not its value",
  };
}

/** What there may be in place of an auth token is named with it. */
const CREDENTIALS = ["AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET"];

const nothing = Object.fromEntries(REQUIRED.map((name) => [name, ""]));

export const ENVIRONMENT: { readonly title: string; readonly cases: readonly EnvironmentCase[] } = {
  title: "The environment is incomplete",
  cases: [
    ...REQUIRED.map((name) => ({
      ...set({ [name]: "" }, `\`${name}\` is not set`),
      names: name === "AUTH_TOKEN" ? CREDENTIALS : [name],
    })),
    {
      ...set(nothing, "nothing is set"),
      names: [...REQUIRED, ...CREDENTIALS.slice(1)],
      note: "the message names all of them",
    },
    {
      ...set(nothing, "nothing is set, and an agent requeues"),
      sent: requeue(),
      names: [...REQUIRED, ...CREDENTIALS.slice(1)],
      note: "the message names all of them",
    },
    set({ TWILIO_FLEX_WORKSPACE_SID: "my-workspace" }),
    set({ TWILIO_FLEX_CALLBACK_WORKFLOW_SID: "../Workflows" }),
    set({ CALLBACK_LEDGER: "perhaps" }),
    set({ CALLBACK_MAX_ATTEMPTS: "several" }),
    set({ CALLBACK_MAX_ATTEMPTS: "0" }),
    set({ CALLBACK_TIME_ZONE: "Mars/Olympus" }),
    set({ CALLBACK_ALLOWED_COUNTRIES: "Germany" }),
    set({ TWILIO_API_ORIGIN: "not-an-address" }),
    {
      ...set(
        { TWILIO_API_KEY: `SK${"1".repeat(32)}`, AUTH_TOKEN: "" },
        "an API key without its secret, and no auth token",
      ),
      names: CREDENTIALS,
    },
    {
      ...set({ AUTH_TOKEN: "0123456789abcdef0123456789abcdef" }, "an auth token that Twilio does not accept"),
      answer: REFUSED_BY_TWILIO,
      names: [],
      note: "Twilio's code is passed on",
    },
  ],
};
