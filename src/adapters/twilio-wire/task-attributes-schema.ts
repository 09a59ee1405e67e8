import * as z from "zod/mini";
import { END_KINDS, END_REASONS } from "../../domain/end.ts";
import { sidPattern } from "./sids.ts";
import { toDate } from "./values.ts";
import {
  RECORDING_SID,
  RECORDING_URL,
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
  const moment = z.pipe(
    z.string(),
    z.transform((value, context) => {
      const date = toDate(value);
      if (date) return date;
      context.issues.push({ code: "custom", message: "is no date", input: value });
      return z.NEVER;
    }),
  );
  const text = orAbsent(z.string());
  const flag = orAbsent(z.pipe(z.union([z.boolean(), z.string()]), z.transform(isTrue)));
  /** Made with the recording, or by Batch Transcription. */
  const transcriptionId = orAbsent(
    z.string().check(z.regex(/^(TR[0-9a-f]{32}|voice_transcription_[0-9a-zA-Z]{26})$/)),
  );

  const ownData = z.object({
    numberToCall: text,
    numberToCallFrom: text,
    doNotCall: flag,
    attempts: orAbsent(z.coerce.number().check(z.int(), z.nonnegative())),
    attemptHistory: orAbsent(z.array(z.json())),
    mainTimeZone: text,
    utcDateTimeReceived: orAbsent(moment),
    ...under(RECORDING_SID, orAbsent(z.string().check(z.regex(sidPattern("RE"))))),
    ...under(RECORDING_URL, text),
    ...under(TRANSCRIPTION_SID, transcriptionId),
    ...under(TRANSCRIPTION_TEXT, text),
    ...under(TRANSCRIPTION_STATUS, text),
    isDeleted: flag,
    requestMark: text,
    end: orAbsent(
      z.object({
        how: z.enum(END_KINDS),
        reason: z.optional(z.enum(END_REASONS)),
        at: moment,
        by: z.string(),
      }),
    ),
    requeue: orAbsent(z.looseObject({ at: moment, taskSid: z.optional(z.string()) })),
  });

  const taskAttributes = z.looseObject({
    taskType: z.enum(["callback", "voicemail"]),
    flow_execution_sid: text,
    message: text,
    callBackData: z.catch(z.record(z.string(), z.json()), {}),
    conversations: z.catch(z.looseObject({ conversation_id: text }), { conversation_id: undefined }),
  });

  return { taskAttributes, ownData };
}

/** The same type under each of the names. */
function under<Name extends string, Type>(names: readonly Name[], type: Type): Record<Name, Type> {
  return Object.fromEntries(names.map((name) => [name, type])) as Record<Name, Type>;
}

function isTrue(value: boolean | string): boolean {
  return value === true || value === "true";
}
