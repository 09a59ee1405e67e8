export type TranscriptionRead =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "in-progress" }
  | { readonly kind: "failed" }
  /** It was removed, or never was there. */
  | { readonly kind: "gone" }
  /** It was made, and whoever made it does not keep the text. */
  | { readonly kind: "not-kept" };

/**
 * The messages that contacts left, as text.
 *
 * What cannot be an id is gone, and nobody is asked about it. Every method throws `Unavailable` when the
 * transcriptions cannot be reached, and `Rejected` when they may not be.
 * Every adapter passes `test/contracts/transcriptions.contract.ts`.
 */
export interface Transcriptions {
  /**
   * Asks for the recording to be transcribed and returns the transcription's id; the text comes later, by itself.
   * Asking again for the same recording is not another transcription.
   *
   * `undefined`: the recording is transcribed without being asked for, or not at all.
   */
  request(recordingId: string): Promise<string | undefined>;

  /** The whole text, however long. */
  read(transcriptionId: string): Promise<TranscriptionRead>;

  /**
   * Removes the transcription that is named, and every other of the recording that can be found. None being there,
   * or the recording being gone, is not an error.
   */
  removeAll(recordingId: string, transcriptionId?: string): Promise<void>;
}
