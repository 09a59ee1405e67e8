import { Unavailable } from "../../ports/faults.ts";
import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";

interface Made {
  readonly recordingId: string;
  readonly state: TranscriptionRead;
}

/** `Transcriptions` in memory. A requested transcription is in progress until `finish`. */
export class MemoryTranscriptions implements Transcriptions {
  readonly #made = new Map<string, Made>();
  #lastId = 0;
  #reachable = true;

  /** Sets the result of the transcription. */
  finish(transcriptionId: string, state: TranscriptionRead): void {
    const made = this.#made.get(transcriptionId);
    if (!made) throw new Error(`There is no transcription ${transcriptionId}`);
    this.#made.set(transcriptionId, { ...made, state });
  }

  /** Ids of the recording's transcriptions. */
  of(recordingId: string): readonly string[] {
    return [...this.#made].filter(([, made]) => made.recordingId === recordingId).map(([id]) => id);
  }

  cutOff(): void {
    this.#reachable = false;
  }

  restore(): void {
    this.#reachable = true;
  }

  async request(recordingId: string): Promise<string> {
    await this.#reach();
    const [known] = this.of(recordingId);
    if (known !== undefined) return known;

    this.#lastId += 1;
    const id = `transcription-${this.#lastId}`;
    this.#made.set(id, { recordingId, state: { kind: "in-progress" } });

    return id;
  }

  async read(transcriptionId: string): Promise<TranscriptionRead> {
    await this.#reach();

    return this.#made.get(transcriptionId)?.state ?? { kind: "gone" };
  }

  async removeAll(recordingId: string, transcriptionId?: string): Promise<void> {
    await this.#reach();
    for (const id of this.of(recordingId)) this.#made.delete(id);
    if (transcriptionId !== undefined) this.#made.delete(transcriptionId);
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.#reachable) throw new Unavailable("The transcriptions are cut off");
  }
}
