/** A range of bytes in a recording: at most `length` bytes, the first of them at `start` (from 0). */
export interface Span {
  readonly start: number;
  readonly length: number;
}

export interface AudioPart {
  readonly bytes: Uint8Array;
  /** A media type, such as `audio/mpeg`. */
  readonly contentType: string;
  /** The position of the first of these bytes in the recording, from 0. */
  readonly start: number;
  /** Number of bytes in the whole recording. Absent: unknown until a read reaches the end. */
  readonly total?: number;
}

export type RecordingRead =
  | ({ readonly kind: "part" } & AudioPart)
  /** The recording has no byte at `start`. */
  | { readonly kind: "beyond-end"; readonly total: number }
  | { readonly kind: "gone" };

/** The recording of a message. */
export interface RecordedMessage {
  readonly recordingId: string;
  readonly recordedAt: Date;
}

/**
 * The audio of messages that contacts left.
 *
 * A malformed id counts as `gone`, without a request. So does a recording that is no message, such as a recorded call: it
 * is neither read, removed nor listed. Every method throws `Unavailable` when the recordings cannot be
 * reached, and `Rejected` when access to them is refused.
 * Every adapter passes `test/contracts/recordings.contract.ts`.
 */
export interface Recordings {
  /**
   * Reads the requested bytes, or as many of them as there are. It never keeps more than these in memory, however long the
   * recording is.
   */
  read(recordingId: string, span: Span): Promise<RecordingRead>;

  /** Deletes the recording for good. It is no error if the recording is gone already. */
  remove(recordingId: string): Promise<void>;

  /**
   * Lists the messages recorded before the moment, oldest first, each once. The caller may remove listed messages while it
   * goes through the list.
   */
  recordedBefore(moment: Date): AsyncIterable<RecordedMessage>;
}
