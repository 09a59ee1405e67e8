/** A message that the contact left. */
export interface Voicemail {
  readonly recordingId: string;
  readonly transcript?: Transcript;
  /** The recording and the transcript were removed for good. */
  readonly deleted: boolean;
}

/** What is known of the message as text. */
export type Transcript =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly transcriptionId?: string;
      /** The text was cut to fit the task; the full one is reachable by its id. */
      readonly shortened: boolean;
    }
  | { readonly kind: "failed"; readonly transcriptionId?: string };

/**
 * A text stays a text: a failure reported late, or a blank repeat, takes nothing away. Nor does a report without the
 * transcription's id take away an id that is known.
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

/** The message is gone from everywhere: only the fact that there was one remains. */
export function asDeleted(voicemail: Voicemail): Voicemail {
  return { recordingId: voicemail.recordingId, deleted: true };
}
