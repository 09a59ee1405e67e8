export type TranscriptionRead =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "in-progress" }
  | { readonly kind: "failed" }
  /** The transcription was deleted, or never existed. */
  | { readonly kind: "gone" }
  /** The transcription was made, but the service that made it does not keep the text. */
  | { readonly kind: "not-kept" };

/**
 * The text of messages that contacts left.
 *
 * A malformed id counts as gone, without a request. Every method throws `Unavailable` when the transcriptions cannot be
 * reached, and `Rejected` when access to them is refused.
 * Every adapter passes `test/contracts/transcriptions.contract.ts`.
 */
export interface Transcriptions {
  /**
   * Requests a transcription of the recording and returns the transcription's id. A webhook delivers the text later. A
   * second request for the same recording makes no second transcription.
   *
   * Returns `undefined` when recordings are transcribed without a request, or not at all.
   */
  request(recordingId: string): Promise<string | undefined>;

  /** Reads the whole text, however long it is. */
  read(transcriptionId: string): Promise<TranscriptionRead>;

  /**
   * Deletes the named transcription, and every other transcription of the recording that can be found. It is no error if
   * there is none, or if the recording is gone.
   */
  removeAll(recordingId: string, transcriptionId?: string): Promise<void>;
}
