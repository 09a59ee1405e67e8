import * as z from "zod/mini";
import { isBatchTranscriptionId, isRecordingSid } from "../twilio-wire/sids.ts";
import { checkedText } from "./parameters.ts";

const SENTENCES = "must be a list of sentences, each with its text";

/**
 * Twilio's reference does not describe the form of a result. This follows requests that others have received, and is
 * unverified.
 */
export const TRANSCRIPTION_PARAMETERS = {
  id: {
    type: checkedText("must be the id of a transcription", isBatchTranscriptionId),
    description: "The transcription.",
    example: `voice_transcription_${"0".repeat(26)}`,
  },
  sourceId: {
    type: checkedText("must be the SID of the recording", isRecordingSid),
    description: "The recording that was transcribed.",
    example: `RE${"0".repeat(32)}`,
  },
  status: {
    type: z.string("must be the transcription's status"),
    description:
      "`completed` or `failed`, in any case. Every other status is answered with 200 and changes nothing.",
    example: "completed",
  },
  sentences: {
    type: z.optional(
      z.array(
        z.object({ text: z.string(SENTENCES), startTimeSeconds: z.optional(z.number(SENTENCES)) }, SENTENCES),
        SENTENCES,
      ),
    ),
    description:
      "The sentences, put in order by `startTimeSeconds`. A completed result without words counts as failed.",
    example: '[{"text":"Please call me.","startTimeSeconds":0.4}]',
  },
} as const;
