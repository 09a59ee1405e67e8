import type { JsonObject } from "../../domain/json.ts";
import { repeated, studioPath } from "../twilio-wire/paths.ts";

/** Where the functions are. The SIDs let the Console's editor show the function by name. */
export interface FunctionsAddress {
  readonly domain: string;
  readonly serviceSid: string;
  readonly environmentSid: string;
  readonly createCallbackSid: string;
}

/** Where calls go on their way to an agent. */
export interface CallRouting {
  readonly workflowSid: string;
  readonly voiceChannelSid: string;
}

export interface FlowTemplate {
  readonly key: string;
  readonly title: string;
  readonly purpose: string;
  readonly widgets: (address: FunctionsAddress & CallRouting) => readonly Widget[];
}

/** One widget on the canvas. */
export interface Widget {
  readonly name: string;
  readonly type: "say-play" | "record-voicemail" | "run-function" | "send-to-flex" | "add-twiml-redirect";
  /** Under the names of Twilio's schema. */
  readonly properties: JsonObject;
  /** The widget that comes next, by what happened. `null`: the call ends. */
  readonly transitions: Readonly<Record<string, string | null>>;
}

/** Longest message that Twilio transcribes: https://www.twilio.com/docs/voice/twiml/record#transcribe */
const LONGEST_TRANSCRIBED_SECONDS = 120;
const LONGEST_MESSAGE_SECONDS = 300;

export const FLOW_TEMPLATES: readonly FlowTemplate[] = [
  {
    key: "callbackFlow",
    title: "Callback",
    purpose: "Asks for a callback to the caller's number, and says whether that worked.",
    widgets: (address) => [
      say(
        "announce",
        "All our agents are busy. We will call you back on the number you are calling from.",
        "request_callback",
      ),
      requestCallback(address),
      say("confirm", "Your callback is arranged. Goodbye.", null),
      say("apologize", "We are sorry: your callback could not be arranged. Please call again later.", null),
    ],
  },
  {
    key: "voicemailFlow",
    title: "Voicemail",
    purpose: "Takes a message. It reaches the agents as soon as Twilio has the recording.",
    widgets: ({ domain }) => [
      say(
        "announce",
        "Please leave a message after the tone. Press star when you are done.",
        "record_message",
      ),
      recordMessage({
        max_length: LONGEST_MESSAGE_SECONDS,
        transcribe: false,
        recording_status_callback_url: withCaller(domain, studioPath("recording-status")),
      }),
      ...afterMessage(),
    ],
  },
  {
    key: "voicemailWithTranscriptFlow",
    title: "Voicemail with transcript",
    purpose:
      "Like Voicemail, and Twilio transcribes up to two minutes of the message, in US English. If no transcript comes, the message is still there.",
    widgets: ({ domain }) => [
      say(
        "announce",
        "Please leave a message after the tone. Press star when you are done.",
        "record_message",
      ),
      recordMessage({
        max_length: LONGEST_TRANSCRIBED_SECONDS,
        transcribe: true,
        transcription_callback_url: withCaller(domain, studioPath("create-callback")),
        recording_status_callback_url: withCaller(domain, studioPath("recording-status")),
      }),
      ...afterMessage(),
    ],
  },
  {
    key: "waitMenuFlow",
    title: "Send to Flex with the wait menu",
    purpose:
      "Puts the caller into the queue, where they hear how long it takes, and may ask to be called back without losing their place, or leave a message. Choose your own workflow in Send to Flex.",
    widgets: (address) => [sendToFlex(address), insteadOfQueue(address)],
  },
  {
    key: "beforeQueueFlow",
    title: "Wait menu before the queue",
    purpose:
      "Offers a callback or a message first, when the wait is long or you are closed, and else puts the caller into the queue. Choose your own workflow in both widgets.",
    widgets: (address) => [
      {
        name: "offer",
        type: "add-twiml-redirect",
        properties: {
          url: waitUrl(address, `?entry=before&flowSid={{flow.flow_sid}}&workflowSid=${address.workflowSid}`),
          method: "POST",
          timeout: "14400",
        },
        transitions: { return: "send_to_flex", timeout: null, fail: "send_to_flex" },
      },
      sendToFlex(address),
      insteadOfQueue(address),
    ],
  },
];

/** The definition as Studio takes it: https://www.twilio.com/docs/studio/rest-api/v2/flow-definition */
export function flowDefinition(
  { purpose, widgets }: FlowTemplate,
  address: FunctionsAddress & CallRouting,
): JsonObject {
  const placed = widgets(address);

  return {
    description: purpose,
    initial_state: "Trigger",
    flags: { allow_concurrent_calls: true },
    states: [
      {
        type: "trigger",
        name: "Trigger",
        properties: { offset: { x: 0, y: 0 } },
        transitions: [
          { event: "incomingMessage" },
          { event: "incomingCall", next: placed[0]?.name ?? null },
          { event: "incomingConversationMessage" },
          { event: "incomingRequest" },
          { event: "incomingParent" },
        ],
      },
      ...placed.map(({ name, type, properties, transitions }, index) => ({
        type,
        name,
        properties: { offset: { x: 0, y: 200 * (index + 1) }, ...properties },
        transitions: Object.entries(transitions).map(([event, next]) => ({
          event,
          ...(next !== null && { next }),
        })),
      })),
    ],
  };
}

function say(name: string, text: string, next: string | null): Widget {
  return {
    name,
    type: "say-play",
    properties: { say: text, language: "en-US", loop: 1 },
    transitions: { audioComplete: next },
  };
}

/** `flow.sid` is the execution, which tells one call from another. */
function requestCallback(address: FunctionsAddress): Widget {
  return {
    name: "request_callback",
    type: "run-function",
    properties: {
      service_sid: address.serviceSid,
      environment_sid: address.environmentSid,
      function_sid: address.createCallbackSid,
      url: `https://${address.domain}${studioPath("create-callback")}`,
      parameters: [
        { key: "numberToCall", value: "{{trigger.call.From}}" },
        { key: "numberToCallFrom", value: "{{trigger.call.To}}" },
        { key: "flexFlowSid", value: "{{flow.sid}}" },
      ],
    },
    transitions: { success: "confirm", fail: "apologize" },
  };
}

function recordMessage(properties: JsonObject): Widget {
  return {
    name: "record_message",
    type: "record-voicemail",
    properties: { timeout: 5, finish_on_key: "*", play_beep: "true", trim: "trim-silence", ...properties },
    transitions: { recordingComplete: "confirm", noAudio: "nothing_heard", hangup: null },
  };
}

/** https://www.twilio.com/docs/studio/widget-library/send-flex. A menu of its own is in the address. */
function sendToFlex(address: FunctionsAddress & CallRouting): Widget {
  return {
    name: "send_to_flex",
    type: "send-to-flex",
    properties: {
      workflow: address.workflowSid,
      channel: address.voiceChannelSid,
      attributes: JSON.stringify({ type: "inbound", name: "{{trigger.call.From}}" }),
      waitUrl: waitUrl(address),
      waitUrlMethod: "POST",
    },
    transitions: { callComplete: null, failedToEnqueue: "instead_of_queue", callFailure: null },
  };
}

/** A queue that takes nobody: the menu offers what else there is. */
function insteadOfQueue(address: FunctionsAddress): Widget {
  return {
    name: "instead_of_queue",
    type: "add-twiml-redirect",
    properties: { url: waitUrl(address, "?entry=before"), method: "POST", timeout: "0" },
    transitions: { return: null, timeout: null, fail: null },
  };
}

function waitUrl({ domain }: FunctionsAddress, query = ""): string {
  return repeated(`https://${domain}${studioPath("wait-experience")}${query}`);
}

function afterMessage(): readonly Widget[] {
  return [
    say("confirm", "Thank you. We will get back to you. Goodbye.", null),
    say("nothing_heard", "We did not hear anything. Please call again to leave a message.", null),
  ];
}

/** `url_encode`: an unencoded plus sign would arrive as a blank. */
function withCaller(domain: string, path: string): string {
  const parameters = [
    "numberToCall={{trigger.call.From | url_encode}}",
    "numberToCallFrom={{trigger.call.To | url_encode}}",
    "flexFlowSid={{flow.sid}}",
  ];

  return repeated(`https://${domain}${path}?${parameters.join("&")}`);
}
