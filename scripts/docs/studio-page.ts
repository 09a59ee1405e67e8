import {
  type CallRouting,
  FLOW_TEMPLATES,
  type FlowTemplate,
  type FunctionsAddress,
  type Widget,
} from "../../src/adapters/setup/studio-flows.ts";
import { studioPath } from "../../src/adapters/twilio-wire/paths.ts";
import type { Json } from "../../src/domain/json.ts";
import { PRODUCT } from "../../src/domain/setup/provisioning.ts";

/** The page shows this address instead of the deployer's own. */
export const EXAMPLE: FunctionsAddress & CallRouting = {
  domain: "flex-callback-voicemail-1234.twil.io",
  serviceSid: PRODUCT,
  environmentSid: "production",
  createCallbackSid: studioPath("create-callback"),
  workflowSid: "your workflow for calls",
  voiceChannelSid: "Voice",
};

/** The Console's names of the fields that it shows and that differ from their defaults. */
const LABELS: Readonly<Record<Widget["type"], Readonly<Record<string, string>>>> = {
  "say-play": { say: "Text to say", language: "Language", loop: "Loops" },
  "record-voicemail": {
    timeout: "Stop recording after … seconds of silence",
    finish_on_key: "Stop recording on keypress",
    max_length: "Max recording length",
    play_beep: "Play beep",
    trim: "Trim",
    transcribe: "Transcribe audio to text",
    transcription_callback_url: "Transcription callback URL",
    recording_status_callback_url: "Recording status callback URL",
  },
  "run-function": {
    service_sid: "Service",
    environment_sid: "Environment",
    function_sid: "Function",
    url: "Function URL, where no service is chosen",
    parameters: "Function parameters",
  },
  "send-to-flex": {
    workflow: "Workflow",
    channel: "Task channel",
    attributes: "Attributes",
    waitUrl: "Hold Music TwiML URL",
    waitUrlMethod: "Hold Music TwiML URL, method",
  },
  "add-twiml-redirect": { url: "URL", method: "Method", timeout: "Timeout, in seconds" },
};

const WIDGETS: Readonly<Record<Widget["type"], string>> = {
  "say-play": "Say/Play",
  "record-voicemail": "Record Voicemail",
  "run-function": "Run Function",
  "send-to-flex": "Send to Flex",
  "add-twiml-redirect": "TwiML Redirect",
};

const TRANSITIONS: Readonly<Record<string, string>> = {
  audioComplete: "Audio complete",
  recordingComplete: "Recording complete",
  noAudio: "No audio",
  hangup: "Hangup",
  success: "Success",
  fail: "Fail",
  callComplete: "Task created",
  failedToEnqueue: "Failed to enqueue",
  callFailure: "Call failure",
  return: "Return",
  timeout: "Timeout",
};

/** Writes docs/studio.md from the templates of the flows that `provision` makes. */
export function studioPage(): string {
  return `# Studio

\`npm run docs\` writes this page from the templates of the flows.

\`npx flex-callback-voicemail provision\` creates and publishes these flows. Their names end in "(${PRODUCT})". Give one
to a telephone number (Console: Phone Numbers, Manage, Active numbers, "A call comes in"), or build its widgets into your own
flow with the values below. Replace \`${EXAMPLE.domain}\` by your functions' domain, which \`deploy\` prints.

When \`provision\` runs again, it resets these flows to their templates. To change a flow, copy it under another name:
\`provision\` never changes the copy.

Twilio signs the requests of Run Function and of the callback URLs, and the functions accept only signed requests. If a
request comes twice, or the transcript before its recording, there is still one task. [HTTP](http.md) lists every parameter
and answer of the functions.

${FLOW_TEMPLATES.map(flowSection).join("\n")}`;
}

function flowSection(template: FlowTemplate): string {
  const widgets = template.widgets(EXAMPLE);
  const [first] = widgets;

  return `## ${template.title}

${template.purpose}

Trigger, Incoming call: to \`${first?.name}\`.

${widgets.map(widgetSection).join("\n")}`;
}

function widgetSection({ name, type, properties, transitions }: Widget): string {
  const fields = Object.entries(properties).flatMap(([field, value]) => fieldRows(type, field, value));
  const leads = Object.entries(transitions).map(
    ([event, next]) =>
      `| ${TRANSITIONS[event] ?? event} | ${next === null ? "nothing, so the call ends" : `to \`${next}\``} |`,
  );

  return `### \`${name}\`: ${WIDGETS[type]}

| Field or transition | Value |
| --- | --- |
${[...fields, ...leads].join("\n")}
`;
}

function fieldRows(type: Widget["type"], field: string, value: Json): readonly string[] {
  const label = LABELS[type][field];
  if (label === undefined) throw new Error(`The page has no name for ${type} ${field}`);
  if (!Array.isArray(value)) return [`| ${label} | ${valueText(value)} |`];

  return (value as readonly { key: string; value: string }[]).map(
    (parameter) => `| ${label}, \`${parameter.key}\` | \`${parameter.value}\` |`,
  );
}

/** The value as a cell of the table. A bar would end the cell. */
function valueText(value: Json): string {
  if (typeof value === "boolean") return value ? "On" : "Off";

  return `\`${String(value).replaceAll("|", "\\|")}\``;
}
