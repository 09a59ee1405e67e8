import { defined } from "../../domain/defined.ts";
import type { JsonObject } from "../../domain/json.ts";
import type { AskedCallback, AskedField, FieldFaults } from "../../domain/new-request.ts";
import {
  RECORDING_SID,
  readVoicemail,
  TRANSCRIPTION_SID,
  TRANSCRIPTION_STATUS,
  TRANSCRIPTION_TEXT,
} from "../twilio-wire/voicemail.ts";
import {
  type FunctionEvent,
  optionalDate,
  optionalFlag,
  optionalObject,
  optionalSid,
  optionalText,
  optionalWholeNumber,
  readParameters,
  under,
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
  ...under(RECORDING_SID, optionalSid("RE")),
  ...under(TRANSCRIPTION_SID, optionalSid("TR")),
  ...under(TRANSCRIPTION_TEXT, optionalText),
  ...under(TRANSCRIPTION_STATUS, optionalText),
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
    voicemail: readVoicemail(values),
    deliveryId: deliveryIdOf(event),
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

/** Twilio's webhooks carry the same token when they are sent again: https://www.twilio.com/docs/usage/webhooks */
function deliveryIdOf({ request }: FunctionEvent): string | undefined {
  const token = request?.headers?.["i-twilio-idempotency-token"];

  return typeof token === "string" && token !== "" ? token : undefined;
}
