import * as z from "zod/mini";
import { asSid } from "./sids.ts";
import { readEnd, readMark } from "./task-marks.ts";
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

type Schemas = ReturnType<typeof makeSchemas>;

export type TaskAttributes = z.infer<Schemas["taskAttributes"]>;
/** Our own keys of `callBackData`; a key that is missing or cannot be read is `undefined`. */
export type OwnData = z.infer<Schemas["ownData"]>;

/** `undefined`: not the attributes of a callback or voicemail. */
export function parseAttributes(attributes: unknown): TaskAttributes | undefined {
  return z.safeParse(schemas().taskAttributes, attributes).data;
}

export function parseOwnData(callBackData: unknown): OwnData {
  return z.parse(schemas().ownData, callBackData);
}

/** Whether the key of `callBackData` is one of ours, and not a deployer's. */
export function isOwnKey(key: string): boolean {
  return Object.hasOwn(schemas().ownData.shape, key);
}

let made: Schemas | undefined;

/**
 * Made when the first task is read: it takes about 10 ms of a cold start, and a request for a callback reads no task
 * as a rule.
 */
function schemas(): Schemas {
  made ??= makeSchemas();

  return made;
}

function makeSchemas() {
  const orAbsent = <Type extends z.ZodMiniType>(type: Type) => z.catch(z.optional(type), undefined);
  const moment = z.pipe(z.string(), z.transform(orNever(toDate)));
  const recordingSid = z.pipe(z.string(), z.transform(orNever((sid: string) => asSid(sid, "RE"))));
  const text = orAbsent(z.string());
  /** Other plugins write numbers as JSON numbers too. */
  const address = orAbsent(z.pipe(z.union([z.string(), z.number()]), z.transform(String)));
  const whole = orAbsent(z.coerce.number().check(z.int(), z.nonnegative()));
  const flag = orAbsent(z.pipe(z.union([z.boolean(), z.string()]), z.transform(isTrue)));
  /** Made with the recording, or by Batch Transcription. */
  const transcriptionId = orAbsent(
    z.string().check(z.regex(/^(TR[0-9a-f]{32}|voice_transcription_[0-9a-zA-Z]{26})$/)),
  );

  const ownData = z.object({
    numberToCall: address,
    numberToCallFrom: address,
    contactName: text,
    doNotCall: flag,
    attempts: whole,
    putBacks: whole,
    retryDelay: whole,
    askedAgain: orAbsent(z.array(z.json())),
    attemptHistory: orAbsent(z.array(z.json())),
    mainTimeZone: text,
    utcDateTimeReceived: orAbsent(moment),
    endsAt: orAbsent(moment),
    timeout: whole,
    agains: whole,
    ...under(RECORDING_SID, orAbsent(recordingSid)),
    ...under(RECORDING_URL, text),
    ...under(TRANSCRIPTION_SID, transcriptionId),
    ...under(TRANSCRIPTION_TEXT, text),
    ...under(TRANSCRIPTION_STATUS, text),
    isDeleted: flag,
    deletedBy: orAbsent(z.pipe(z.unknown(), z.transform(orNever(readByAgent)))),
    heard: orAbsent(z.pipe(z.unknown(), z.transform(orNever(readHeard)))),
    requestMark: text,
    requeue: orAbsent(z.pipe(z.unknown(), z.transform(orNever(readMark)))),
    end: orAbsent(z.pipe(z.unknown(), z.transform(orNever(readEnd)))),
    after: text,
    madeBy: text,
  });

  const taskAttributes = z.looseObject({
    taskType: z.enum(["callback", "voicemail"]),
    flow_execution_sid: text,
    message: text,
    callBackData: orAbsent(z.record(z.string(), z.json())),
    conversations: z.catch(z.looseObject({ conversation_id: text }), { conversation_id: undefined }),
  });

  return { taskAttributes, ownData };
}

/** What cannot be read counts as missing, and is kept as it is. */
function orNever<Wire, Read>(read: (wire: Wire) => Read | undefined) {
  return (wire: Wire, context: z.core.ParsePayload): Read => {
    const value = read(wire);
    if (value !== undefined) return value;
    context.issues.push({ code: "custom", message: "cannot be read", input: wire });

    return z.NEVER;
  };
}

/** The same type under each of the names. */
function under<Name extends string, Type>(names: readonly Name[], type: Type): Record<Name, Type> {
  return Object.fromEntries(names.map((name) => [name, type])) as Record<Name, Type>;
}

function isTrue(value: boolean | string): boolean {
  return value === true || value === "true";
}
