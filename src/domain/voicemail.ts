import { defined } from "./defined.ts";

/** A message that the contact left. */
export interface Voicemail {
  readonly recordingId: string;
  readonly transcript?: Transcript;
  /** Whether the recording and the transcript were deleted for good. */
  readonly deleted: boolean;
  /** Who deleted it, and when. Absent: nobody, or an older version did not note it. */
  readonly deletion?: ByAgent;
  /** Who heard it, and when first. Absent: nobody. */
  readonly heard?: readonly ByAgent[];
}

/** What an agent did, by their name. */
export interface ByAgent {
  readonly by: string;
  readonly at: Date;
}

/** The message as text, as far as we have it. */
export type Transcript =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly transcriptionId?: string;
      /** Whether the text was cut to fit the task. The whole text can be read by `transcriptionId`. */
      readonly shortened: boolean;
    }
  | { readonly kind: "failed"; readonly transcriptionId?: string };

/**
 * Adds a reported transcript. Reports may come late or twice, so a failure or a blank text never replaces a text, and a
 * report without the transcription's id keeps the id that we have. A deleted voicemail does not change.
 */
export function withTranscript(voicemail: Voicemail, heard: Transcript): Voicemail {
  if (voicemail.deleted) return voicemail;

  const known = voicemail.transcript;
  const better = known && hasWords(known) && !hasWords(heard) ? known : heard;
  const transcriptionId = heard.transcriptionId ?? known?.transcriptionId;

  return {
    ...voicemail,
    transcript: { ...better, ...(transcriptionId !== undefined && { transcriptionId }) },
  };
}

function hasWords(transcript: Transcript): boolean {
  return transcript.kind === "text" && transcript.text.trim() !== "";
}

/** What remains of a voicemail whose message was deleted: the id of its recording, and who did what with it. */
export function asDeleted(
  { recordingId, heard, deletion }: Voicemail,
  by: ByAgent | undefined = deletion,
): Voicemail {
  return { recordingId, deleted: true, ...defined({ deletion: by, heard }) };
}

/** Once for each agent. */
export function withHeard(voicemail: Voicemail, who: ByAgent): Voicemail {
  const { heard = [] } = voicemail;

  return heard.some(({ by }) => by === who.by) ? voicemail : { ...voicemail, heard: [...heard, who] };
}
