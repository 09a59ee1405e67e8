import { Unavailable } from "../../ports/faults.ts";
import type { RecordedMessage, RecordingRead, Recordings, Span } from "../../ports/recordings.ts";

interface Kept {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly recordedAt: Date;
  /** False: the recording of something else, such as a call. */
  readonly isMessage: boolean;
}

/** `Recordings` in memory. */
export class MemoryRecordings implements Recordings {
  readonly #kept = new Map<string, Kept>();
  #reachable = true;

  /** Adds a recording, as if a contact had left a message. */
  record(
    recordingId: string,
    bytes: Uint8Array,
    {
      recordedAt = new Date(0),
      contentType = "audio/mpeg",
      isMessage = true,
    }: Partial<Omit<Kept, "bytes">> = {},
  ): void {
    this.#kept.set(recordingId, { bytes, contentType, recordedAt, isMessage });
  }

  has(recordingId: string): boolean {
    return this.#kept.has(recordingId);
  }

  cutOff(): void {
    this.#reachable = false;
  }

  restore(): void {
    this.#reachable = true;
  }

  async read(recordingId: string, { start, length }: Span): Promise<RecordingRead> {
    await this.#reach();
    const kept = this.#kept.get(recordingId);
    if (!kept?.isMessage) return { kind: "gone" };

    const { bytes, contentType } = kept;
    if (start >= bytes.length) return { kind: "beyond-end", total: bytes.length };

    return {
      kind: "part",
      bytes: bytes.slice(start, start + length),
      contentType,
      start,
      total: bytes.length,
    };
  }

  async remove(recordingId: string): Promise<void> {
    await this.#reach();
    if (this.#kept.get(recordingId)?.isMessage) this.#kept.delete(recordingId);
  }

  async *recordedBefore(moment: Date): AsyncGenerator<RecordedMessage> {
    await this.#reach();
    for (const [recordingId, { recordedAt, isMessage }] of [...this.#kept]) {
      if (isMessage && recordedAt < moment) yield { recordingId, recordedAt };
    }
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.#reachable) throw new Unavailable("The recordings are cut off");
  }
}
