import { SHORTENED_MARK } from "../../domain/attribute-budget.ts";
import { type CallbackRequest, type Contact, kindOf, storedContact } from "../../domain/callback-request.ts";
import type { RequeueMark } from "../../domain/callback-task.ts";
import type { JsonObject } from "../../domain/json.ts";
import { knownNumber } from "../../domain/phone-number.ts";
import type { Attempt } from "../../domain/retry/attempt.ts";
import type { Routing } from "../../domain/routing.ts";
import type { Transcript, Voicemail } from "../../domain/voicemail.ts";
import { type CallBackData, isOwnKey, parseAttributes } from "./task-attributes-schema.ts";

/** A callback as its task's attributes tell it. */
export interface AttributesRead {
  readonly request: CallbackRequest;
  readonly requeued?: RequeueMark;
}

/** What the attributes do not say, or do not say well enough. */
export interface TaskFacts {
  readonly createdAt: Date;
  readonly routing: Routing;
}

/**
 * Reads the attributes of any task; `undefined` when it is not a callback or voicemail.
 *
 * Tasks of the public plugins are read too: other spellings, numbers and booleans as text, fields missing.
 */
export function readAttributes(attributes: unknown, facts: TaskFacts): AttributesRead | undefined {
  const parsed = parseAttributes(attributes);
  if (!parsed) return undefined;

  const { taskType: _, name: __, direction: ___, from: ____, ...wire } = parsed;
  const { callBackData, conversations, flow_execution_sid: flowId, message, ...others } = wire;
  const { own, rest } = splitCallBackData(callBackData);
  const { conversation_id: conversationId, ...conversationRest } = conversations;
  const voicemail = readVoicemail(own);
  const callerId = knownNumber(own.numberToCallFrom ?? "");

  return {
    request: {
      contact: storedContact(own.numberToCall ?? "", own.doNotCall !== true),
      ...(callerId && { callerId }),
      receivedAt: own.utcDateTimeReceived ?? facts.createdAt,
      timeZone: own.mainTimeZone || "UTC",
      attemptsMade: own.attempts ?? 0,
      attempts: own.attemptHistory ?? [],
      routing: facts.routing,
      ...(voicemail && { voicemail }),
      ...(message && { message }),
      ...(flowId && { flowId }),
      ...(conversationId && { conversationId }),
      ...(own.requestMark && { mark: own.requestMark }),
      attributes: {
        ...asJson(pick(others, isDeployers)),
        ...unlessEmpty("callBackData", rest),
        ...unlessEmpty("conversations", pick(conversationRest, isDeployersOfConversation)),
      },
      callAttributes: {
        ...asJson(pick(others, (key) => !isDeployers(key))),
        ...unlessEmpty(
          "conversations",
          pick(conversationRest, (key) => !isDeployersOfConversation(key)),
        ),
      },
    },
    ...(own.requeue && { requeued: own.requeue }),
  };
}

/** Writes the shape that reports and workflow filters rely on: keys are added to it, never renamed. */
export function writeAttributes({ request, requeued }: AttributesRead, accountSid: string): JsonObject {
  const { attributes, callAttributes, contact, callerId, voicemail } = request;
  const address = addressOf(contact);
  const kind = kindOf(request);

  return {
    ...attributes,
    ...callAttributes,
    taskType: kind,
    name: `${kind === "voicemail" ? "Voicemail" : "Callback"} (${address})`,
    from: address,
    ...(request.flowId && { flow_execution_sid: request.flowId }),
    message: request.message ?? null,
    callBackData: {
      ...nested(attributes, "callBackData"),
      numberToCall: address,
      ...(callerId && { numberToCallFrom: callerId }),
      attempts: request.attemptsMade,
      mainTimeZone: request.timeZone,
      utcDateTimeReceived: request.receivedAt.toISOString(),
      ...(voicemail && writeVoicemail(voicemail, accountSid)),
      isDeleted: voicemail?.deleted ?? false,
      ...(contact.kind === "not-callable" && { doNotCall: true }),
      ...(request.attempts.length > 0 && { attemptHistory: request.attempts.map(writeAttempt) }),
      ...(request.mark && { requestMark: request.mark }),
      ...(requeued && {
        requeue: { at: requeued.at.toISOString(), ...(requeued.taskId && { taskSid: requeued.taskId }) },
      }),
    },
    direction: "inbound",
    conversations: {
      ...nested(attributes, "conversations"),
      ...nested(callAttributes, "conversations"),
      ...(request.conversationId && { conversation_id: request.conversationId }),
    },
  };
}

/** A workflow or a report expression over the request's mark, in TaskRouter's expression language. */
export function markExpression(mark: string): string {
  return `callBackData.requestMark == ${JSON.stringify(mark)}`;
}

/** Over the recording that a voicemail's task tells of. */
export function recordingExpression(recordingId: string): string {
  return `callBackData.RecordingSid == ${JSON.stringify(recordingId)}`;
}

/** What TaskRouter and Flex write onto a task while somebody is on the phone. */
const CALL_ATTRIBUTES = ["call_sid", "conference", "reservation_attributes", "worker_call_sid", "customers"];
const CALL_CONVERSATION_ATTRIBUTES = ["abandoned", "abandoned_phase", "hang_up_by"];

const isDeployers = (key: string): boolean => !CALL_ATTRIBUTES.includes(key);
const isDeployersOfConversation = (key: string): boolean => !CALL_CONVERSATION_ATTRIBUTES.includes(key);

function splitCallBackData(data: CallBackData): { own: CallBackData; rest: Record<string, unknown> } {
  return { own: data, rest: pick(data, (key) => !isOwnKey(key)) };
}

function readVoicemail(data: CallBackData): Voicemail | undefined {
  const recordingId = data.RecordingSid ?? data.recordingSid;
  if (recordingId === undefined) return undefined;
  if (data.isDeleted === true) return { recordingId, deleted: true };

  const transcript = readTranscript(data);

  return { recordingId, deleted: false, ...(transcript && { transcript }) };
}

function readTranscript(data: CallBackData): Transcript | undefined {
  const transcriptionId = data.TranscriptionSid ?? data.transcriptSid;
  const ids = transcriptionId === undefined ? {} : { transcriptionId };
  const words = data.TranscriptionText || data.transcriptText;
  if (words) return { kind: "text", text: words, shortened: words.endsWith(SHORTENED_MARK), ...ids };

  return data.TranscriptionStatus === "failed" ? { kind: "failed", ...ids } : undefined;
}

function writeVoicemail({ recordingId, transcript, deleted }: Voicemail, accountSid: string): JsonObject {
  return {
    RecordingSid: recordingId,
    ...(!deleted && {
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingId}`,
    }),
    ...(transcript?.transcriptionId && { TranscriptionSid: transcript.transcriptionId }),
    ...(transcript?.kind === "text" && { TranscriptionText: transcript.text }),
    ...(transcript?.kind === "failed" && { TranscriptionStatus: "failed" }),
  };
}

function writeAttempt({ callTaskId, at, ...known }: Attempt): JsonObject {
  return { ...known, at: at.toISOString(), ...(callTaskId && { callTaskSid: callTaskId }) };
}

function addressOf(contact: Contact): string {
  switch (contact.kind) {
    case "number":
      return contact.number;
    case "withheld":
      return "anonymous";
    case "not-callable":
      return contact.address;
  }
}

function pick(from: Record<string, unknown>, keep: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)));
}

function nested(attributes: JsonObject, key: string): JsonObject {
  const value = attributes[key];

  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function unlessEmpty(key: string, object: Record<string, unknown>): JsonObject {
  return Object.keys(object).length === 0 ? {} : { [key]: asJson(object) };
}

/** Attributes came as JSON text, so that what is picked from them is JSON too. */
function asJson(object: Record<string, unknown>): JsonObject {
  return object as JsonObject;
}
