import * as z from "zod/mini";
import type { RequeueMark } from "../../domain/callback-task.ts";
import { ATTEMPT_OUTCOMES, type Attempt } from "../../domain/retry/attempt.ts";

type Schemas = ReturnType<typeof makeSchemas>;

export type TaskAttributes = z.infer<Schemas["taskAttributes"]>;
export type CallBackData = z.infer<Schemas["callBackData"]>;

/** `undefined`: not the attributes of a callback or voicemail. */
export function parseAttributes(attributes: unknown): TaskAttributes | undefined {
  return z.safeParse(schemas().taskAttributes, attributes).data;
}

/** Whether the key of `callBackData` is one of ours, and not a deployer's. */
export function isOwnKey(key: string): boolean {
  return Object.hasOwn(schemas().callBackData.shape, key);
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
  const text = z.catch(z.optional(z.string()), undefined);
  const whole = z.catch(z.optional(z.coerce.number().check(z.int(), z.nonnegative())), undefined);
  const moment = z.catch(z.optional(z.pipe(z.string(), z.transform(toDate))), undefined);
  const flag = z.catch(
    z.optional(z.pipe(z.union([z.boolean(), z.string()]), z.transform(isTrue))),
    undefined,
  );
  const sid = (prefix: string) =>
    z.catch(z.optional(z.string().check(z.regex(new RegExp(`^${prefix}[0-9a-f]{32}$`)))), undefined);
  /** Made with the recording, or by Batch Transcription. */
  const transcriptionId = z.catch(
    z.optional(z.string().check(z.regex(/^(TR[0-9a-f]{32}|voice_transcription_[0-9a-zA-Z]{26})$/))),
    undefined,
  );

  const attempt = z.object({
    at: z.pipe(
      z.string(),
      z.transform((value) => new Date(value)),
    ),
    agent: z.string(),
    outcome: z.enum(ATTEMPT_OUTCOMES),
    number: z.optional(z.number()),
    callTaskSid: z.optional(z.string()),
  });

  const callBackData = z.looseObject({
    numberToCall: text,
    numberToCallFrom: text,
    doNotCall: flag,
    attempts: whole,
    attemptHistory: z.catch(
      z.optional(
        z.pipe(
          z.array(attempt),
          z.transform((all) => all.map(toAttempt)),
        ),
      ),
      undefined,
    ),
    mainTimeZone: text,
    utcDateTimeReceived: moment,
    RecordingSid: sid("RE"),
    recordingSid: sid("RE"),
    RecordingUrl: text,
    recordingUrl: text,
    TranscriptionSid: transcriptionId,
    transcriptSid: transcriptionId,
    TranscriptionText: text,
    transcriptText: text,
    TranscriptionStatus: text,
    isDeleted: flag,
    requestMark: text,
    requeue: z.catch(
      z.optional(
        z.pipe(
          z.object({ at: z.string(), taskSid: z.optional(z.string()) }),
          z.transform(
            ({ at, taskSid }): RequeueMark => ({ at: new Date(at), ...(taskSid && { taskId: taskSid }) }),
          ),
        ),
      ),
      undefined,
    ),
  });

  const taskAttributes = z.looseObject({
    taskType: z.enum(["callback", "voicemail"]),
    flow_execution_sid: text,
    message: text,
    callBackData: z.catch(callBackData, () => z.parse(callBackData, {})),
    conversations: z.catch(z.looseObject({ conversation_id: text }), { conversation_id: undefined }),
  });

  return { taskAttributes, callBackData };
}

interface WireAttempt extends Omit<Attempt, "callTaskId" | "number"> {
  readonly number?: number | undefined;
  readonly callTaskSid?: string | undefined;
}

function toAttempt({ callTaskSid, number, ...known }: WireAttempt): Attempt {
  return {
    ...known,
    ...(number !== undefined && { number }),
    ...(callTaskSid && { callTaskId: callTaskSid }),
  };
}

/** The public plugins write dates in other forms too; what is no date at all is left to the caller. */
function toDate(value: string): Date | undefined {
  const date = new Date(value);

  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isTrue(value: boolean | string): boolean {
  return value === true || value === "true";
}
