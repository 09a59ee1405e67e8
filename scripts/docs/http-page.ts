import type { Answer } from "../../src/adapters/functions/answer.ts";
import { DEFAULT_FLEX_ORIGINS } from "../../src/adapters/functions/origins.ts";
import type { Parameter } from "../../src/adapters/functions/parameters.ts";
import {
  EVENT_FUNCTIONS,
  eventPath,
  FLEX_FUNCTIONS,
  flexPath,
  STUDIO_FUNCTIONS,
  studioPath,
} from "../../src/adapters/twilio-wire/paths.ts";
import { ATTRIBUTES, EXAMPLES } from "./http-attributes.ts";
import { faultAnswers, serverAnswers, tokenRefusals } from "./http-common-answers.ts";
import { type DescribedFunction, EVENTS, FLEX, STUDIO } from "./http-functions.ts";

/** Writes docs/http.md from the functions: their parameters, and the answers that they give. */
export async function httpPage(): Promise<string> {
  const studio = STUDIO_FUNCTIONS.map((name) => section(studioPath(name), STUDIO[name]));
  const events = EVENT_FUNCTIONS.map((name) => section(eventPath(name), EVENTS[name]));
  const flex = FLEX_FUNCTIONS.map((name) => section(flexPath(name), FLEX[name]));

  return `# HTTP

\`npm run docs\` writes this page from the functions. The answers are the functions' own.

Every function takes \`GET\` and \`POST\`, with its parameters in the query, in a form or in a JSON object. It ignores
parameters that it does not know. An empty text counts as absent. An answer is JSON, except for the audio of a recording:
\`success\`, and on a refusal \`code\`, for programs, and \`message\`, for people. The codes stay, the messages may change.
SIDs are shortened in the answers below.

| Path | Who may call it |
| --- | --- |
| \`/callback/studio/…\` | Twilio: the request carries its signature (\`X-Twilio-Signature\`) |
| \`/callback/events/…\` | Event Streams: the request carries Twilio's signature |
| \`/callback/flex/…\` | the holder of a Flex token (\`Token\`), from a page of \`FLEX_ORIGINS\`, by default ${DEFAULT_FLEX_ORIGINS.map(code).join(", ")} |

On your own server, the signature covers a JSON body only if the address has its hash as \`bodySHA256\`, as Twilio sends it.
Twilio repeats a webhook with the same \`I-Twilio-Idempotency-Token\`: a repeated delivery finds the task of the first.
What concerns one task is for the agent who holds it, for supervisors and for administrators.

## Answers that every function may give

${answerTable(faultAnswers())}

A 503 says in \`Retry-After\` after how many seconds to try again. It is safe: a second try loses and doubles nothing. It is
also the answer if the time runs out.

Functions under \`/callback/flex/\`:

${answerTable(await tokenRefusals())}

On [your own server](embedding.md), before any function. Twilio's own runtime gives answers of its own to these:

${answerTable(await serverAnswers())}

## For Twilio

${(await Promise.all([...studio, ...events])).join("\n")}
## For an agent desktop

${(await Promise.all(flex)).join("\n")}
## Attributes of a task

The public plugins' names, and more. Keys are added in later versions, never renamed. What a flow gives as \`attributes\`
stands beside them and stays through every put-back, and so does what others write on the task, except for what belongs
to a phone call under way. Dates are in ISO 8601, in UTC. The [other names](migrate.md) of a voicemail's facts in the public solutions are read too, and written under those
below.

| Key | Meaning | Written |
| --- | --- | --- |
${Object.entries(ATTRIBUTES)
  .map(([key, [meaning, when]]) => row([code(key), meaning, when]))
  .join("\n")}

A callback in its second round, which its agent has put back again:

${json(EXAMPLES.callback)}

A voicemail whose agent has closed it:

${json(EXAMPLES.voicemail)}
`;
}

async function section(
  path: string,
  { purpose, parameters, takesRequests, answers }: DescribedFunction,
): Promise<string> {
  return `### \`${path}\`

${purpose}

${parameterTable(parameters)}${takesRequests ? `\nAnd all parameters of \`${studioPath("create-callback")}\`.\n` : ""}
${answerTable(await answers())}
`;
}

function parameterTable(parameters: DescribedFunction["parameters"]): string {
  const rows = [...new Set(Object.values(parameters))].map((parameter) =>
    parameterRow(parameter, parameters),
  );

  return rows.length === 0
    ? ""
    : `| Parameter | Rule | Meaning | Example |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
}

/** One row for all names of the parameter. */
function parameterRow(parameter: Parameter, parameters: DescribedFunction["parameters"]): string {
  const names = Object.keys(parameters).filter((name) => parameters[name] === parameter);

  return row([names.map(code).join(", "), ruleOf(parameter), parameter.description, code(parameter.example)]);
}

/** What the reader itself says of a value that it does not take. */
function ruleOf({ read }: Parameter): string {
  const isRequired = read(undefined).kind === "fault";
  const reading = read("?");
  const rule = reading.kind === "fault" ? reading.fault.replace(/^must be /, "") : "text";

  return isRequired ? `required; ${rule}` : rule;
}

function answerTable(answers: readonly Answer[]): string {
  return `| Status | Code | Answer |
| --- | --- | --- |
${answers.map(({ status, body, headers }) => row([String(status), codeOf(body), code(shown(body, headers))])).join("\n")}`;
}

function codeOf(body: Answer["body"]): string {
  return typeof body === "object" && "code" in body ? code(String(body.code)) : "";
}

function shown(body: Answer["body"], headers: Answer["headers"]): string {
  if (typeof body === "string") return body;
  if (!(body instanceof Uint8Array))
    return JSON.stringify(body).replace(/([A-Z]{2})([0-9a-f])\2{31}/g, "$1…$2");
  const { "Content-Type": type, "Content-Range": range } = headers ?? {};

  return `${type}, ${body.length} bytes${range === undefined ? "" : `, Content-Range: ${range}`}`;
}

function json(value: object): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
