import * as z from "zod/mini";
import { CLI_SETTINGS } from "../../src/entrypoints/cli/settings.ts";
import { SETTINGS } from "../../src/entrypoints/functions/settings.ts";

/** docs/settings.md, from the schemas that the settings are read by. */
export function settingsPage(): string {
  const functions = Object.entries(SETTINGS).map(
    ([name, { type, description }]) => `| \`${name}\` | ${presenceOf(type)} | ${description} |`,
  );
  const commands = Object.entries(CLI_SETTINGS).map(
    ([name, description]) => `| \`${name}\` | ${description} |`,
  );

  return `# Settings

Written by \`npm run docs\` from the code that reads them. Change them there.

## Functions

Environment variables of the Functions service. \`provision\` writes those that name things of the account into
\`.env\`, and \`deploy\` sets them; \`deploy\` never sends \`ACCOUNT_SID\`, \`AUTH_TOKEN\` and \`TWILIO_API_ORIGIN\`.
A setting that is wrong is answered with status 500, and the answer names every fault at once.

| Setting | By default | What it does |
| --- | --- | --- |
${functions.join("\n")}

## Commands

What \`flex-callback-voicemail\` reads beside those, from the shell or else from \`.env\`.

| Setting | What it does |
| --- | --- |
${commands.join("\n")}

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
`;
}

function presenceOf(type: z.ZodMiniType): string {
  const unset = z.safeParse(type, undefined);
  if (!unset.success) return "required";
  if (unset.data === undefined) return "not set";

  return `\`${Array.isArray(unset.data) ? unset.data.join(",") : String(unset.data)}\``;
}
