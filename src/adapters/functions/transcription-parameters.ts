import { isJsonObject } from "../../domain/json.ts";
import { isBatchTranscriptionId, isRecordingSid } from "../twilio-wire/sids.ts";
import { checkedText, type Reader } from "./parameters.ts";

interface SpokenSentence {
  readonly text: string;
  readonly startTimeSeconds?: number;
}

const sentences: Reader<readonly SpokenSentence[] | undefined> = (given) =>
  given === undefined || (Array.isArray(given) && given.every(isSentence))
    ? { kind: "value", value: given }
    : { kind: "fault", fault: "must be a list of sentences, each with its text" };

function isSentence(value: unknown): value is SpokenSentence {
  if (!isJsonObject(value)) return false;
  const { text, startTimeSeconds } = value;

  return typeof text === "string" && (startTimeSeconds === undefined || Number.isFinite(startTimeSeconds));
}

/**
 * Twilio's reference does not describe the form of a result. This follows requests that others have received, and is
 * unverified.
 */
export const TRANSCRIPTION_PARAMETERS = {
  id: {
    read: checkedText("must be the id of a transcription", isBatchTranscriptionId),
    description: "The transcription.",
    example: `voice_transcription_${"0".repeat(26)}`,
  },
  sourceId: {
    read: checkedText("must be the SID of the recording", isRecordingSid),
    description: "The recording that was transcribed.",
    example: `RE${"0".repeat(32)}`,
  },
  status: {
    read: checkedText("must be the transcription's status", () => true),
    description:
      "`completed` or `failed`, in any case. Every other status is answered with 200 and changes nothing.",
    example: "completed",
  },
  sentences: {
    read: sentences,
    description:
      "The sentences, put in order by `startTimeSeconds`. A completed result without words counts as failed.",
    example: '[{"text":"Please call me.","startTimeSeconds":0.4}]',
  },
} as const;
