import { type Contact, kindOf, storedContact } from "../../domain/callback-request.ts";
import type { CallbackTask } from "../../domain/callback-task.ts";
import { defined } from "../../domain/defined.ts";
import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import { knownNumber } from "../../domain/phone-number.ts";
import type { Routing } from "../../domain/routing.ts";
import type { Voicemail } from "../../domain/voicemail.ts";
import { readAskedAgain, writeAskedAgain } from "./asked-again.ts";
import { readAttempts, writeAttempt } from "./attempts.ts";
import { contactNameIn, foreignData, isAddress, isContactIn } from "./foreign-task.ts";
import { insightsOf, withoutInsights } from "./insights.ts";
import { ownerIn, withoutOwner, writeOwner } from "./owner.ts";
import { isOwnKey, type OwnData, parseAttributes, parseOwnData } from "./task-attributes-schema.ts";
import { writeEnd, writeJoined, writeMark, writeSupervised } from "./task-marks.ts";
import { pick, without } from "./values.ts";
import { readVoicemail, VOICEMAIL_NAMES, VOICEMAIL_TEXTS, writeVoicemail } from "./voicemail.ts";

/** A callback as its task's attributes tell it. */
export type AttributesRead = Omit<CallbackTask, "id" | "state" | "createdAt">;

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

  const { taskType, name, direction: _, from, ...wire } = parsed as typeof parsed & JsonObject;
  const ownerId = ownerIn(wire as JsonObject);
  const { callBackData: data, conversations, flow_execution_sid: flowId, message, ...others } = wire;
  const callBackData = isAddress(data?.numberToCall)
    ? data
    : { ...foreignData(parsed as typeof parsed & JsonObject), ...data };
  const own = parseOwnData(callBackData);
  const { attempts, unread } = readAttempts(own.attemptHistory ?? []);
  const { conversation_id: conversationId, ...conversationRest } = conversations;
  const { askedAgain, unread: unreadAskedAgain } = readAskedAgain(own.askedAgain ?? []);
  const voicemail = readVoicemail(own);
  const callerId = knownNumber(own.numberToCallFrom ?? "");
  const kept = pick(callBackData as JsonObject, isKept({ ...own, numberToCallFrom: callerId }, voicemail));
  const [ofTheTask, ofTheRequest] = split(kept, isOfTheTask);
  const [ofTheCall, ofTheDeployer] = split(withoutOwner(asJson(others)), isOfTheCall);
  const end = own.end && "how" in own.end ? own.end : undefined;
  const [inTheCall, inTheConversation] = split(
    withoutInsights(asJson(conversationRest), end, parsed.taskType),
    isOfTheCallInConversation,
  );

  const contact = storedContact(own.numberToCall ?? "", own.doNotCall !== true);
  const isTheirNumber = from !== undefined && isContactIn(wire.to, addressOf(contact));

  return {
    request: defined({
      contact,
      callerId,
      receivedAt: own.utcDateTimeReceived ?? facts.createdAt,
      endsAt: own.endsAt,
      flowTimeoutSeconds: own.timeout,
      agains: own.agains || undefined,
      timeZone: own.mainTimeZone || "UTC",
      attemptsMade: own.attempts ?? 0,
      attempts,
      unreadAttempts: unread.length > 0 ? unread : undefined,
      routing: facts.routing,
      ownerId,
      assigned: own.assigned,
      expedited: own.expedited,
      voicemail,
      unreadVoicemail: taskType === "voicemail" && !voicemail ? true : undefined,
      message: message || undefined,
      flowId: flowId || undefined,
      conversationId: conversationId || undefined,
      contactName: own.contactName || contactNameIn(name),
      key: own.requestMark || undefined,
      putBacks: own.putBacks || undefined,
      retryDelaySeconds: own.retryDelay || undefined,
      askedAgain: askedAgain.length > 0 ? askedAgain : undefined,
      unreadAskedAgain: unreadAskedAgain.length > 0 ? unreadAskedAgain : undefined,
      servedAt: own.servedAt,
      end,
      attributes: {
        ...ofTheDeployer,
        ...(isTheirNumber && { from }),
        ...unlessEmpty("callBackData", ofTheRequest),
        ...unlessEmpty("conversations", inTheConversation),
      },
      callAttributes: {
        ...ofTheCall,
        ...unlessEmpty("callBackData", ofTheTask),
        ...unlessEmpty("conversations", inTheCall),
      },
    }),
    ...defined({
      after: own.after || undefined,
      madeBy: own.madeBy || undefined,
      mark: own.requeue,
      joined: own.end && "keep" in own.end ? own.end : undefined,
    }),
  };
}

/** Writes the shape that reports and workflow filters rely on: keys are added to it, never renamed. */
export function writeAttributes(
  { request, after, madeBy, mark, joined }: AttributesRead,
  accountSid: string,
): JsonObject {
  const { attributes, callAttributes, contact, callerId, voicemail } = request;
  const address = addressOf(contact);
  const kind = kindOf(request);
  const again = [...(request.unreadAskedAgain ?? []), ...(request.askedAgain ?? []).map(writeAskedAgain)];
  const history = [...(request.unreadAttempts ?? []), ...request.attempts.map(writeAttempt)];

  return {
    ...(voicemail?.deleted ? without(attributes, VOICEMAIL_TEXTS) : attributes),
    ...callAttributes,
    taskType: kind,
    name: `${kind === "voicemail" ? "Voicemail" : "Callback"} (${address})`,
    from: isContactIn(attributes.to, address) ? (attributes.from ?? address) : address,
    ...defined({ flow_execution_sid: request.flowId }),
    message: request.message ?? null,
    ...writeOwner(request.ownerId),
    callBackData: {
      ...nested(attributes, "callBackData"),
      ...nested(callAttributes, "callBackData"),
      numberToCall: address,
      ...defined({ numberToCallFrom: callerId }),
      attempts: request.attemptsMade,
      ...(request.putBacks && { putBacks: request.putBacks }),
      retryDelay: request.retryDelaySeconds ?? 0,
      mainTimeZone: request.timeZone,
      utcDateTimeReceived: request.receivedAt.toISOString(),
      ...defined({
        endsAt: request.endsAt?.toISOString(),
        timeout: request.flowTimeoutSeconds,
        agains: request.agains,
      }),
      ...(voicemail && writeVoicemail(voicemail, accountSid)),
      isDeleted: voicemail?.deleted ?? false,
      ...(contact.kind === "not-callable" && !contact.unread && { doNotCall: true }),
      ...(history.length > 0 && { attemptHistory: history }),
      ...writeSupervised(request),
      ...defined({
        contactName: request.contactName,
        servedAt: request.servedAt?.toISOString(),
        askedAgain: again.length > 0 ? again : undefined,
        requestMark: request.key,
        after,
        madeBy,
        requeue: mark && writeMark(mark),
        end: joined ? writeJoined(joined) : request.end && writeEnd(request.end),
      }),
    },
    direction: "inbound",
    conversations: {
      ...(request.end && insightsOf(request.end, kind)),
      ...nested(attributes, "conversations"),
      ...nested(callAttributes, "conversations"),
      ...defined({ conversation_id: request.conversationId }),
    },
  };
}

/** A workflow or a report expression over the request's key, in TaskRouter's expression language. */
export function keyExpression(key: string): string {
  return `callBackData.requestMark == ${JSON.stringify(key)}`;
}

/** Over the recording that a voicemail's task tells of. */
export function recordingExpression(recordingId: string): string {
  return `callBackData.RecordingSid == ${JSON.stringify(recordingId)}`;
}

/** What TaskRouter and Flex write onto a task while somebody is on the phone. */
const CALL_ATTRIBUTES = ["call_sid", "conference", "reservation_attributes", "worker_call_sid"];
const CALL_CONVERSATION_ATTRIBUTES = ["abandoned", "abandoned_phase", "hang_up_by"];

/** What tells how far the request has come in one task, and is over with that task. */
const TASK_DATA = ["requeue", "end", "after", "madeBy"];

const isOfTheCall = (key: string): boolean => CALL_ATTRIBUTES.includes(key);
const isOfTheCallInConversation = (key: string): boolean => CALL_CONVERSATION_ATTRIBUTES.includes(key);
const isOfTheTask = (key: string): boolean => TASK_DATA.includes(key);

/**
 * Which keys of `callBackData` are kept as they are: those that are not ours, and those of ours in a form that only
 * others know. What was read is written anew; the names of a voicemail's facts are many, so that all go with it.
 */
function isKept(
  own: { readonly [key in keyof OwnData]: unknown },
  voicemail: Voicemail | undefined,
): (key: string) => boolean {
  return (key) => {
    if (!isOwnKey(key)) return true;

    return VOICEMAIL_NAMES.includes(key) ? voicemail === undefined : own[key as keyof OwnData] === undefined;
  };
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

function split(from: JsonObject, isFirst: (key: string) => boolean): readonly [JsonObject, JsonObject] {
  return [pick(from, isFirst), pick(from, (key) => !isFirst(key))];
}

function nested(attributes: JsonObject, key: string): JsonObject {
  const value = attributes[key];

  return isJsonObject(value) ? value : {};
}

function unlessEmpty(key: string, object: JsonObject): JsonObject {
  return Object.keys(object).length === 0 ? {} : { [key]: object };
}

/** Attributes came as JSON text, so that what is picked from them is JSON too. */
function asJson(object: Record<string, unknown>): JsonObject {
  return object as JsonObject;
}
