import { defined } from "../../domain/defined.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import { as, fields, list, oneOf, type Read, text } from "./shape.ts";
import { asSid } from "./sids.ts";
import { readAssigned, readEnd, readExpedited, readMark } from "./task-marks.ts";
import { toDate } from "./values.ts";
import {
  RECORDING_SID,
  RECORDING_URL,
  readByAgent,
  readHeard,
  TRANSCRIPTION_SID,
  TRANSCRIPTION_STATUS,
  TRANSCRIPTION_TEXT,
} from "./voicemail.ts";

const moment = as(text, toDate);
const anyJson: Read<Json> = (value) => value as Json | undefined;
const history = list(anyJson);
/** Other plugins write numbers as JSON numbers too. */
const address: Read<string> = (value) =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;
/** Whole, and written in any way. */
const whole: Read<number> = (value) => {
  const number = value === undefined ? Number.NaN : Number(value);

  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};
const flag: Read<boolean> = (value) =>
  typeof value === "boolean" || typeof value === "string" ? value === true || value === "true" : undefined;
/** Made with the recording, or by Batch Transcription. */
const transcriptionId = as(text, (id) =>
  /^(TR[0-9a-f]{32}|voice_transcription_[0-9a-zA-Z]{26})$/.test(id) ? id : undefined,
);

/** Our own keys of `callBackData`. */
const OWN_DATA = {
  numberToCall: address,
  numberToCallFrom: address,
  contactName: text,
  doNotCall: flag,
  attempts: whole,
  putBacks: whole,
  retryDelay: whole,
  askedAgain: history,
  servedAt: moment,
  attemptHistory: history,
  mainTimeZone: text,
  utcDateTimeReceived: moment,
  endsAt: moment,
  timeout: whole,
  agains: whole,
  ...under(
    RECORDING_SID,
    as(text, (sid) => asSid(sid, "RE")),
  ),
  ...under(RECORDING_URL, text),
  ...under(TRANSCRIPTION_SID, transcriptionId),
  ...under(TRANSCRIPTION_TEXT, text),
  ...under(TRANSCRIPTION_STATUS, text),
  isDeleted: flag,
  deletedBy: readByAgent,
  heard: readHeard,
  assigned: readAssigned,
  expedited: readExpedited,
  requestMark: text,
  requeue: readMark,
  end: readEnd,
  after: text,
  madeBy: text,
};

const ownData = fields({}, OWN_DATA);

/** A key that is missing or cannot be read is absent. */
export type OwnData = NonNullable<ReturnType<typeof ownData>>;

export function parseOwnData(callBackData: JsonObject): OwnData {
  return ownData(callBackData) ?? {};
}

/** Whether the key of `callBackData` is one of ours, and not a deployer's. */
export function isOwnKey(key: string): boolean {
  return Object.hasOwn(OWN_DATA, key);
}

const object: Read<JsonObject> = (value) => (isJsonObject(value) ? value : undefined);

const taskAttributes = fields(
  { taskType: oneOf(["callback", "voicemail"]) },
  { flow_execution_sid: text, message: text, callBackData: object, conversations: object },
);

export interface TaskAttributes {
  readonly taskType: "callback" | "voicemail";
  readonly flow_execution_sid: string | undefined;
  readonly message: string | undefined;
  readonly callBackData: JsonObject | undefined;
  readonly conversations: JsonObject & { readonly conversation_id?: string };
}

/** `undefined`: not the attributes of a callback or voicemail. Keys that are not ours are kept as they are. */
export function parseAttributes(attributes: unknown): TaskAttributes | undefined {
  const read = taskAttributes(attributes);
  if (!read) return undefined;
  const {
    taskType,
    flow_execution_sid,
    message,
    callBackData,
    conversations: { conversation_id, ...rest } = {},
  } = read;
  const conversations = { ...rest, ...defined({ conversation_id: text(conversation_id) }) };

  return {
    ...(attributes as JsonObject),
    taskType,
    flow_execution_sid,
    message,
    callBackData,
    conversations,
  };
}

/** The same reader under each of the names. */
function under<Name extends string, Value>(
  names: readonly Name[],
  read: Read<Value>,
): Record<Name, Read<Value>> {
  return Object.fromEntries(names.map((name) => [name, read])) as Record<Name, Read<Value>>;
}
