import { SHORTENED_MARK } from "../../domain/attribute-budget.ts";
import { defined } from "../../domain/defined.ts";
import { isJsonObject, type Json, type JsonObject } from "../../domain/json.ts";
import type { ByAgent, Transcript, Voicemail } from "../../domain/voicemail.ts";
import { asSid } from "./sids.ts";
import { toDate } from "./values.ts";

/**
 * Names of a voicemail's facts, as parameters and as attributes. The first of each is Twilio's own, which we write;
 * the others are those of Twilio's public solutions, which we read.
 */
export const RECORDING_SID = ["RecordingSid", "recordingSid"] as const;
export const RECORDING_URL = ["RecordingUrl", "recordingUrl"] as const;
export const TRANSCRIPTION_SID = [
  "TranscriptionSid",
  "transcriptionSid",
  "TranscriptSid",
  "transcriptSid",
] as const;
export const TRANSCRIPTION_TEXT = [
  "TranscriptionText",
  "transcriptionText",
  "TranscriptText",
  "transcriptText",
] as const;
export const TRANSCRIPTION_STATUS = ["TranscriptionStatus", "transcriptionStatus"] as const;

export const VOICEMAIL_NAMES: readonly string[] = [
  ...RECORDING_SID,
  ...RECORDING_URL,
  ...TRANSCRIPTION_SID,
  ...TRANSCRIPTION_TEXT,
  ...TRANSCRIPTION_STATUS,
];

/** What of a deleted voicemail must not stay on its task, under whichever name it stands there. */
export const VOICEMAIL_TEXTS: readonly string[] = [...RECORDING_URL, ...TRANSCRIPTION_TEXT];

type Words =
  | typeof RECORDING_URL
  | typeof RECORDING_SID
  | typeof TRANSCRIPTION_SID
  | typeof TRANSCRIPTION_TEXT
  | typeof TRANSCRIPTION_STATUS;

/** The facts of a voicemail under any of their names. */
export type VoicemailFacts = { readonly [name in Words[number]]?: string | undefined } & {
  readonly isDeleted?: boolean | undefined;
  readonly heard?: readonly ByAgent[] | undefined;
  readonly deletedBy?: ByAgent | undefined;
};

/** The SID that ends the address of a recording. */
function recordingSidIn(url: string): string | undefined {
  const [, sid = ""] = /\/Recordings\/(\w+)(?:\.\w+)?$/.exec(url.trim()) ?? [];

  return asSid(sid, "RE");
}

/** `undefined`: the facts name no recording. */
export function readVoicemail(facts: VoicemailFacts): Voicemail | undefined {
  const recordingId = firstOf(facts, RECORDING_SID) ?? recordingSidIn(firstOf(facts, RECORDING_URL) ?? "");
  if (recordingId === undefined) return undefined;
  const { heard, deletedBy: deletion } = facts;
  if (facts.isDeleted === true) return defined({ recordingId, deleted: true, heard, deletion });

  return defined({ recordingId, deleted: false, transcript: readTranscript(facts), heard });
}

/** `undefined`: it does not say who, or when. */
export function readByAgent(wire: unknown): ByAgent | undefined {
  if (!isJsonObject(wire as Json)) return undefined;
  const { by, at } = wire as JsonObject;
  const moment = typeof at === "string" ? toDate(at) : undefined;

  return typeof by === "string" && moment ? { by, at: moment } : undefined;
}

/** `undefined`: no list, or one of which we cannot read all. */
export function readHeard(wire: unknown): readonly ByAgent[] | undefined {
  const read = Array.isArray(wire) ? wire.map(readByAgent) : [undefined];
  const known = read.filter((each) => each !== undefined);

  return known.length === read.length ? known : undefined;
}

export function writeByAgent({ by, at }: ByAgent): JsonObject {
  return { by, at: at.toISOString() };
}

/** https://www.twilio.com/docs/voice/twiml/record#transcribecallback */
function readTranscript(facts: VoicemailFacts): Transcript | undefined {
  const ids = defined({ transcriptionId: firstOf(facts, TRANSCRIPTION_SID) });
  const text = firstOf(facts, TRANSCRIPTION_TEXT);
  if (text !== undefined) return { kind: "text", text, shortened: text.endsWith(SHORTENED_MARK), ...ids };

  return firstOf(facts, TRANSCRIPTION_STATUS) === "failed" ? { kind: "failed", ...ids } : undefined;
}

export function writeVoicemail(
  { recordingId, transcript, deleted, heard, deletion }: Voicemail,
  accountSid: string,
): JsonObject {
  return {
    RecordingSid: recordingId,
    ...(!deleted && {
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingId}`,
    }),
    ...defined({
      TranscriptionSid: transcript?.transcriptionId,
      TranscriptionText: transcript?.kind === "text" ? transcript.text : undefined,
      TranscriptionStatus: transcript?.kind === "failed" ? "failed" : undefined,
      heard: heard?.map(writeByAgent),
      deletedBy: deletion && writeByAgent(deletion),
    }),
  };
}

/** An empty text says nothing: a flow's template leaves one where it has no value. */
function firstOf(facts: VoicemailFacts, names: Words): string | undefined {
  return names.map((name) => facts[name]).find((value) => value !== undefined && value !== "");
}
