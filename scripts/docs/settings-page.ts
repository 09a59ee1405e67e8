import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { STRING_PREFIX } from "../../src/adapters/flex-ui/text.ts";
import { SETTINGS, type Setting } from "../../src/entrypoints/settings/catalogue.ts";

/** docs/settings.md, from the schemas that the settings are read by. */
export function settingsPage(): string {
  const rows = Object.entries<Setting>(SETTINGS).map(
    ([name, { unset, usedBy, description }]) =>
      `| \`${name}\` | ${presenceOf(unset)} | ${usedBy.join(", ")} | ${description} |`,
  );

  return `# Settings

Written by \`npm run docs\` from the code that reads them. Change them there.

## Environment

Variables of the Functions service, and of the shell or \`.env\` for the commands. \`provision\` writes those that name
things of the account into \`.env\`, and \`deploy\` sets those that the functions use; \`deploy\` never sends
\`ACCOUNT_SID\`, \`AUTH_TOKEN\` and \`TWILIO_API_ORIGIN\`. A function answers a setting that is wrong with status 500, a
command ends with code 2; either names every fault at once.

| Setting | By default | Used by | What it does |
| --- | --- | --- | --- |
${rows.join("\n")}

## Plugin

Under \`flex_callback_voicemail\` in the \`ui_attributes\` of the
[Flex configuration](https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api). \`deploy\` sets
\`functions_domain\` and leaves the others as they are.

| Setting | By default | What it does |
| --- | --- | --- |
| \`functions_domain\` | set by \`deploy\` | Where the functions are. |
| \`allow_requeue\` | \`true\` | Whether agents may put a request back into the queue. |
| \`auto_select_task\` | \`true\` | Whether a callback is selected again when its call has ended. |
| \`task_channel\` | any | The task channel of callbacks, where only one is used for them. |
| \`elements\` | none | [Styles](https://paste.twilio.design/customization/creating-custom-elements) for parts of the panel, by the names below. |

A setting of the wrong form is left at its default, and the browser's console says so once. Parts of the panel that
\`elements\` can style, such as \`{"CALLBACK_VOICEMAIL_PANEL": {"padding": "space40"}}\`:
${elementNames().join(", ")}.

**Words.** The panel is in the agent's language, where it is one of ${languages().join(", ")}; else in
en-US. Every string can be replaced in Flex's own strings, by another plugin or by \`manager.strings\`, under
\`${STRING_PREFIX}\` and [its key](../src/adapters/flex-ui/strings/en-us.ts): \`${STRING_PREFIX}RetryLater\`, for example.
`;
}

const PLUGIN = fileURLToPath(new URL("../../src/adapters/flex-ui/", import.meta.url));

/** What the panel's parts are called, as it names them itself. */
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
  const text = String(unset.value ?? "");

  return text === "" ? "not set" : `\`${text}\``;
}
