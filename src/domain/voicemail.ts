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

/** A text stays a text: a failure reported late, or an emptier repeat, takes nothing away. */
export function withTranscript(voicemail: Voicemail, transcript: Transcript): Voicemail {
  if (voicemail.deleted) return voicemail;
  if (voicemail.transcript?.kind === "text" && transcript.kind === "failed") return voicemail;

  return { ...voicemail, transcript };
}

/** The message is gone from everywhere: only the fact that there was one remains. */
export function asDeleted(voicemail: Voicemail): Voicemail {
  return { recordingId: voicemail.recordingId, deleted: true };
}
