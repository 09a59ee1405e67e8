/** Which bytes of a recording: from `start` on, `length` of them at most. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

export interface AudioPart {
  readonly bytes: Uint8Array;
  /** A media type, such as `audio/mpeg`. */
  readonly contentType: string;
  /** Where in the recording the bytes begin. */
  readonly start: number;
  /** Bytes in the whole recording. Absent: not known before its end is reached. */
  readonly total?: number;
}

export type RecordingRead =
  | ({ readonly kind: "part" } & AudioPart)
  /** The recording has no byte at `start`. */
  | { readonly kind: "beyond-end"; readonly total: number }
  | { readonly kind: "gone" };

/** A recording of somebody who left a message. */
export interface RecordedMessage {
  readonly recordingId: string;
  readonly recordedAt: Date;
}

/**
 * The sound of messages that contacts left.
 *
 * What cannot be the id of a recording is a recording that is gone, and nobody is asked about it. Every method
 * throws `Unavailable` when the recordings cannot be reached, and `Rejected` when they may not be.
 * Every adapter passes `test/contracts/recordings.contract.ts`.
 */
export interface Recordings {
  /**
   * The bytes asked for, or as many of them as there are. No more than that is ever held in memory, however long
   * the recording.
   */
  read(recordingId: string, span: Span): Promise<RecordingRead>;

  /** Removes the recording for good. One that is gone already is not an error. */
  remove(recordingId: string): Promise<void>;

  /** Messages recorded before the moment, oldest first, each once. Removing those already seen does not disturb the rest. */
  recordedBefore(moment: Date): AsyncIterable<RecordedMessage>;
}
