import type { InputField } from "../../domain/parse-request.ts";
import { MAX_PRIORITY, MAX_TIMEOUT_SECONDS } from "../../domain/routing.ts";
import {
  RECORDING_SID,
  RECORDING_URL,
  TRANSCRIPTION_SID,
  TRANSCRIPTION_STATUS,
  TRANSCRIPTION_TEXT,
} from "../twilio-wire/voicemail.ts";
import {
  optionalDate,
  optionalFlag,
  optionalNumber,
  optionalObject,
  optionalSid,
  optionalText,
  optionalWholeNumber,
  type Parameter,
  type Reader,
  type ValueOf,
} from "./parameters.ts";

export interface RequestParameter<Value> extends Parameter<Value> {
  /** The field of the request that it fills. */
  readonly field: InputField;
}

/** The parameters of `create-callback` and `recording-status`, under each name that the public solutions have for them. */
export const PARAMETERS = {
  numberToCall: parameter(
    optionalText,
    "contactNumber",
    "The number to call, in E.164. Punctuation, `tel:`, `whatsapp:`, a SIP address of a trunk and an extension are read too. Required for a callback.",
    "+14155550100",
  ),
  numberToCallFrom: parameter(
    optionalText,
    "callerId",
    "The number that the contact called; they see it when an agent calls. Required for a callback.",
    "+14155550199",
  ),
  message: parameter(optionalText, "message", "Text for the agent.", "Asks about order 1042."),
  attributes: parameter(
    optionalObject,
    "attributes",
    "A JSON object that is merged into the task's attributes. `name` is the contact's name. Keys that we write ourselves, and those of a chat, are left out.",
    '{"skills":["billing"],"name":"Jane Doe"}',
  ),
  workflowSid: parameter(
    optionalSid("WW"),
    "workflowId",
    "The workflow, if not `TWILIO_FLEX_CALLBACK_WORKFLOW_SID`.",
    `WW${"0".repeat(32)}`,
  ),
  taskChannel: parameter(optionalText, "channel", "The task channel. By default `voice`.", "voice"),
  priority: parameter(
    optionalWholeNumber,
    "priority",
    `A whole number from 0 to ${MAX_PRIORITY}. By default 0.`,
    "10",
  ),
  timeout: parameter(
    optionalWholeNumber,
    "timeoutSeconds",
    `Seconds that a call is tried for: a whole number from 1 to ${MAX_TIMEOUT_SECONDS}. By default the days of \`CALLBACK_LIFETIME_DAYS\`. A request that is put back has as long again after its delay.`,
    "86400",
  ),
  attempts: parameter(
    optionalWholeNumber,
    "attemptsMade",
    "Calls already placed for this request. By default 0.",
    "1",
  ),
  virtualStartTime: parameter(
    optionalDate,
    "queuedSince",
    "The moment from which the place in the queue counts: not in the future, nor before 1900.",
    "2026-03-04T15:30:00Z",
  ),
  utcDateTimeReceived: parameter(
    optionalDate,
    "receivedAt",
    "When the contact asked. By default now. Without a zone it is UTC.",
    "2026-03-04T15:30:00Z",
  ),
  conversation_id: parameter(
    optionalText,
    "conversationId",
    "Ties tasks together in Flex Insights. By default the SID of the first task.",
    `WT${"0".repeat(32)}`,
  ),
  flexFlowSid: parameter(optionalText, "flowId", "The flow or its execution.", `FN${"0".repeat(32)}`),
  requestId: parameter(
    optionalText,
    "requestId",
    "Your own id of the request. A second request with this id is the same request, for ever.",
    "order-1042",
  ),
  ...underEach(
    RECORDING_SID,
    optionalSid("RE"),
    "The recording of a voicemail: makes the request a voicemail.",
    `RE${"0".repeat(32)}`,
  ),
  ...underEach(
    RECORDING_URL,
    optionalText,
    "Read for the SID at its end where there is no `RecordingSid`.",
    `https://api.twilio.com/2010-04-01/Accounts/AC…/Recordings/RE${"0".repeat(32)}`,
  ),
  RecordingDuration: parameter(
    optionalNumber,
    "voicemail",
    "Seconds. A message shorter than `VOICEMAIL_MIN_SECONDS` counts as none.",
    "12",
  ),
  ...underEach(
    TRANSCRIPTION_SID,
    optionalSid("TR"),
    "The transcription of the recording.",
    `TR${"0".repeat(32)}`,
  ),
  ...underEach(
    TRANSCRIPTION_TEXT,
    optionalText,
    "The transcript. Without a recording it is kept as the message.",
    "Please call me about my order.",
  ),
  ...underEach(TRANSCRIPTION_STATUS, optionalText, "`completed` or `failed`.", "completed"),
  isDeleted: parameter(
    optionalFlag,
    "voicemail",
    "Whether the recording was deleted. By default `false`.",
    "false",
  ),
} as const;

export type ParameterName = keyof typeof PARAMETERS;
export type ParameterValues = {
  readonly [name in ParameterName]?: ValueOf<(typeof PARAMETERS)[name]>;
};

function parameter<Value>(
  read: Reader<Value>,
  field: InputField,
  description: string,
  example: string,
): RequestParameter<Value> {
  return { read, field, description, example };
}

/** One fact of a voicemail, under each of its names. */
function underEach<Name extends string, Value>(
  names: readonly Name[],
  read: Reader<Value>,
  description: string,
  example: string,
): Record<Name, RequestParameter<Value>> {
  const entry = parameter(read, "voicemail", description, example);

  return Object.fromEntries(names.map((name) => [name, entry])) as Record<Name, RequestParameter<Value>>;
}
