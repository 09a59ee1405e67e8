import type { JsonObject } from "../../domain/json.ts";
import type { AskedCallback, AskedField, FieldFaults } from "../../domain/new-request.ts";
import type { Transcript, Voicemail } from "../../domain/voicemail.ts";
import {
  type FunctionEvent,
  optionalDate,
  optionalFlag,
  optionalObject,
  optionalSid,
  optionalText,
  optionalWholeNumber,
  readParameters,
} from "./parameters.ts";

/** The parameters of `create-callback`, as flows out there send them. Each spelling of the public plugins is known. */
const PARAMETERS = {
  numberToCall: optionalText,
  numberToCallFrom: optionalText,
  flexFlowSid: optionalText,
  workflowSid: optionalSid("WW"),
  taskChannel: optionalText,
  priority: optionalWholeNumber,
  timeout: optionalWholeNumber,
  attempts: optionalWholeNumber,
  conversation_id: optionalText,
  message: optionalText,
  utcDateTimeReceived: optionalDate,
  RecordingSid: optionalSid("RE"),
  recordingSid: optionalSid("RE"),
  TranscriptionSid: optionalSid("TR"),
  transcriptSid: optionalSid("TR"),
  TranscriptionText: optionalText,
  transcriptText: optionalText,
  TranscriptionStatus: optionalText,
  isDeleted: optionalFlag,
  attributes: optionalObject,
  virtualStartTime: optionalDate,
  requestId: optionalText,
} as const;

/** Where each field of a request comes from: its fault is told under that name. */
const PARAMETER_OF: Readonly<Record<AskedField, keyof typeof PARAMETERS>> = {
  contactNumber: "numberToCall",
  callerId: "numberToCallFrom",
  flowId: "flexFlowSid",
  workflowId: "workflowSid",
  channel: "taskChannel",
  priority: "priority",
  timeoutSeconds: "timeout",
  attemptsMade: "attempts",
  conversationId: "conversation_id",
  message: "message",
  receivedAt: "utcDateTimeReceived",
  voicemail: "RecordingSid",
  attributes: "attributes",
  queuedSince: "virtualStartTime",
  requestId: "requestId",
  deliveryId: "requestId",
};

export interface CreateCallbackRead {
  readonly asked: AskedCallback;
  /** By parameter. */
  readonly faults: Readonly<Record<string, string>>;
}

export function readCreateCallback(event: FunctionEvent): CreateCallbackRead {
  const { values, faults } = readParameters(event, PARAMETERS);
  const voicemail = readVoicemail(values);
  const deliveryId = deliveryIdOf(event);
  const asked: AskedCallback = defined({
    // A text that must tell "missing" from "lost its plus sign" is passed on as it came.
    contactNumber: values.numberToCall,
    callerId: values.numberToCallFrom,
    flowId: values.flexFlowSid,
    workflowId: values.workflowSid,
    channel: values.taskChannel,
    priority: values.priority,
    timeoutSeconds: values.timeout,
    attemptsMade: values.attempts,
    conversationId: values.conversation_id,
    message: values.message,
    receivedAt: values.utcDateTimeReceived,
    queuedSince: values.virtualStartTime,
    attributes: values.attributes as JsonObject | undefined,
    requestId: values.requestId,
    voicemail,
    deliveryId,
  });

  return { asked, faults };
}

/** The faults of a request under the names that the sender used. A fault found while reading is the truer one. */
export function parameterFaults(
  faults: FieldFaults<AskedField>,
  foundInReading: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  const found = Object.entries(faults).map(([field, fault]) => [PARAMETER_OF[field as AskedField], fault]);

  return { ...Object.fromEntries(found), ...foundInReading };
}

type Values = ReturnType<typeof readParameters<typeof PARAMETERS>>["values"];

function readVoicemail(values: Values): Voicemail | undefined {
  const recordingId = values.RecordingSid ?? values.recordingSid;
  if (recordingId === undefined) return undefined;

  const transcript = readTranscript(values);
  const deleted = values.isDeleted ?? false;

  return { recordingId, deleted, ...(transcript && !deleted && { transcript }) };
}

/** https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
function readTranscript(values: Values): Transcript | undefined {
  const transcriptionId = values.TranscriptionSid ?? values.transcriptSid;
  const ids = transcriptionId === undefined ? {} : { transcriptionId };
  const text = values.TranscriptionText ?? values.transcriptText;
  if (values.TranscriptionStatus === "failed") return { kind: "failed", ...ids };

  return text === undefined ? undefined : { kind: "text", text, shortened: false, ...ids };
}

/** Twilio's webhooks carry the same token when they are sent again: https://www.twilio.com/docs/usage/webhooks */
function deliveryIdOf({ request }: FunctionEvent): string | undefined {
  const token = request?.headers?.["i-twilio-idempotency-token"];

  return typeof token === "string" && token !== "" ? token : undefined;
}

function defined<T extends object>(object: T): { [key in keyof T]: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
