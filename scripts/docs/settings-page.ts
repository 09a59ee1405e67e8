import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { STRING_PREFIX } from "../../src/adapters/flex-ui/text.ts";
import { DEFAULT_RETRY_DELAYS } from "../../src/domain/retry/retry-delays.ts";
import { SETTINGS, type Setting } from "../../src/entrypoints/settings/catalogue.ts";

/** Writes docs/settings.md from the catalogue of settings. */
export function settingsPage(): string {
  const rows = Object.entries<Setting>(SETTINGS).map(
    ([name, { unset, usedBy, description }]) =>
      `| \`${name}\` | ${presenceOf(unset)} | ${usedBy.join(", ")} | ${description} |`,
  );

  return `# Settings

\`npm run docs\` writes this page from the code that reads the settings. Change the texts there.

## Environment

The functions read these variables from the Functions service, the commands from the shell or \`.env\`. \`provision\` writes
the SIDs of what it creates into \`.env\`. \`deploy\` sets the variables that the functions use, but never \`ACCOUNT_SID\`,
\`AUTH_TOKEN\` and \`TWILIO_API_ORIGIN\`. If a setting is wrong, a function answers with status 500 and a command ends with
code 2. Both name every fault at once.

| Setting | By default | Used by | What it does |
| --- | --- | --- | --- |
${rows.join("\n")}

## Plugin

Under \`flex_callback_voicemail\` in the \`ui_attributes\` of the
[Flex configuration](https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api). \`deploy\` sets
\`functions_domain\` and leaves the others as they are.

| Setting | By default | What it does |
| --- | --- | --- |
| \`functions_domain\` | set by \`deploy\` | The domain of the functions. |
| \`allow_requeue\` | \`true\` | Whether agents may put a request back. |
| \`auto_select_task\` | \`true\` | Whether Flex selects a callback again after its call has ended. |
| \`task_channel\` | any | The unique name of the task channel, if all callbacks use the same one. |
| \`elements\` | none | [Styles](https://paste.twilio.design/customization/creating-custom-elements) for parts of the panel, under the names below. |

A wrong setting has no effect: its default applies, and the browser's console reports it once. \`elements\` can style these
parts of the panel, for example with \`{"CALLBACK_VOICEMAIL_PANEL": {"padding": "space40"}}\`:
${elementNames().join(", ")}.

**Texts.** The panel uses the agent's language if it is one of ${languages().join(", ")}, else en-US.
You can replace every text in Flex's own strings, from another plugin or with \`manager.strings\`. The name is
\`${STRING_PREFIX}\` and [the text's key](../src/adapters/flex-ui/strings/en-us.ts), for example \`${STRING_PREFIX}RetryLater\`.
`;
}

const PLUGIN = fileURLToPath(new URL("../../src/adapters/flex-ui/", import.meta.url));

/** The names of the panel's parts, from its source. */
function elementNames(): readonly string[] {
  const files = readdirSync(PLUGIN, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".tsx"),
  );
  const names = files.flatMap(
    (file) => readFileSync(PLUGIN + file, "utf8").match(/\bCALLBACK_VOICEMAIL_[A-Z_]+\b/g) ?? [],
  );

  return [...new Set(names)].sort().map((name) => `\`${name}\``);
}

function languages(): readonly string[] {
  const tags = readdirSync(`${PLUGIN}strings`).filter((file) => file !== "index.ts");

  return tags.map((file) => Intl.getCanonicalLocales(file.replace(".ts", "")).join());
}

function presenceOf(unset: Setting["unset"]): string {
  if (unset.kind === "required") return "required";
  const text = asSet(unset.value);

  return text === "" ? "not set" : `\`${text}\``;
}

/** The value as one would write it into the environment. */
function asSet(value: unknown): string {
  if (value === DEFAULT_RETRY_DELAYS) return DEFAULT_RETRY_DELAYS.byAttempt.join(",");
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    throw new Error(`Nobody knows how ${JSON.stringify(value)} is written into the environment`);

  return String(value ?? "");
}
