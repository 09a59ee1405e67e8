import { defined } from "../../domain/defined.ts";
import type { CallbackInput, FieldFaults, InputField } from "../../domain/parse-request.ts";
import { foreignKeysIn, withoutForeignKeys } from "../twilio-wire/given-attributes.ts";
import { ownerIn, withoutOwner } from "../twilio-wire/owner.ts";
import { RECORDING_SID, readVoicemail, TRANSCRIPTION_TEXT } from "../twilio-wire/voicemail.ts";
import { PARAMETERS, type ParameterName, type ParameterValues } from "./create-callback-parameters.ts";
import { wordsFor } from "./field-words.ts";
import { type FunctionEvent, readParameters } from "./parameters.ts";

export interface CreateCallbackRead {
  readonly asked: CallbackInput;
  /** What is wrong with the form of a parameter, in words, by parameter. */
  readonly faults: Readonly<Record<string, string>>;
  /** Attributes that are left out, under the names that the sender used. */
  readonly leftOut: readonly string[];
  /** Seconds that the message lasts, if that is known. */
  readonly recordingSeconds?: number;
}

export function readCreateCallback(event: FunctionEvent): CreateCallbackRead {
  const { values: given, faults } = readParameters(event, PARAMETERS);
  const values: ParameterValues = given;
  const { attributes } = values;
  const voicemail = readVoicemail(values);
  const unreadable = [...new Set(Object.keys(faults).map((name) => PARAMETERS[name as ParameterName].field))];
  // The recording is what counts: what else of a voicemail cannot be read is only left out.
  const isUnreadable = (field: InputField) => field !== "voicemail" || voicemail === undefined;
  const asked: CallbackInput = defined({
    contactNumber: values.numberToCall,
    callerId: values.numberToCallFrom,
    flowId: values.flexFlowSid,
    workflowId: values.workflowSid,
    channel: values.taskChannel,
    priority: values.priority,
    timeoutSeconds: values.timeout,
    attemptsMade: values.attempts,
    conversationId: values.conversation_id,
    message: voicemail ? values.message : withTranscript(values),
    receivedAt: values.utcDateTimeReceived,
    queuedSince: values.virtualStartTime,
    ownerId: attributes && ownerIn(attributes),
    attributes: attributes && withoutOwner(withoutForeignKeys(attributes)),
    requestId: values.requestId,
    voicemail,
    deliveryId: deliveryIdOf(event),
    unreadable: unreadable.filter(isUnreadable),
  });

  return {
    asked,
    faults,
    leftOut: attributes ? foreignKeysIn(attributes).map((key) => `attributes.${key}`) : [],
    ...defined({ recordingSeconds: values.RecordingDuration }),
  };
}

/** Faults by parameter, in words. A fault found while reading says it more exactly. */
export function parameterFaults(
  faults: FieldFaults,
  foundInReading: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const read = Object.keys(foundInReading).map((name) => PARAMETERS[name as ParameterName].field);
  const found = Object.entries(faults)
    .filter(([field]) => !read.includes(field as InputField))
    .map(([field, fault]) => [parameterOf(field as InputField), wordsFor(field as InputField, fault)]);

  return { ...Object.fromEntries(found), ...foundInReading };
}

/** The first parameter that fills the field: the delivery's id comes in a header, and never has a fault. */
export function parameterOf(field: InputField): string {
  if (field === "voicemail") return RECORDING_SID[0];

  return Object.entries(PARAMETERS).find(([, parameter]) => parameter.field === field)?.[0] ?? field;
}

/** Words that were spoken are not thrown away because their recording is not named. */
function withTranscript(values: ParameterValues): string | undefined {
  const transcript = TRANSCRIPTION_TEXT.map((name) => values[name]).find((text) => text !== undefined);
  const lines = [values.message, transcript].filter((text) => text !== undefined);

  return lines.length > 0 ? lines.join("\n") : undefined;
}

/** Twilio sends a webhook again with the same token: https://www.twilio.com/docs/usage/webhooks */
function deliveryIdOf({ request }: FunctionEvent): string | undefined {
  const token = request?.headers?.["i-twilio-idempotency-token"];

  return typeof token === "string" && token !== "" ? token : undefined;
}
