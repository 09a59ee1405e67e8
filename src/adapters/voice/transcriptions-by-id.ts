import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";
import { isBatchTranscriptionId } from "../twilio-wire/sids.ts";

/** Who makes new transcriptions. `record`: the flow requests them itself, or nobody wants any. */
export type AskedForTranscriptions = "record" | "batch";

/**
 * All transcriptions of an account, of both kinds. After a change of the settings, older tasks still name transcriptions of
 * the other kind.
 */
export class TranscriptionsById implements Transcriptions {
  readonly #made: { readonly record: Transcriptions; readonly batch: Transcriptions };
  readonly #asked: AskedForTranscriptions;

  constructor(
    made: { readonly record: Transcriptions; readonly batch: Transcriptions },
    asked: AskedForTranscriptions,
  ) {
    this.#made = made;
    this.#asked = asked;
  }

  request(recordingId: string): Promise<string | undefined> {
    return this.#made[this.#asked].request(recordingId);
  }

  read(transcriptionId: string): Promise<TranscriptionRead> {
    const { record, batch } = this.#made;

    return (isBatchTranscriptionId(transcriptionId) ? batch : record).read(transcriptionId);
  }

  async removeAll(recordingId: string, transcriptionId?: string): Promise<void> {
    await this.#made.record.removeAll(recordingId, transcriptionId);
    await this.#made.batch.removeAll(recordingId, transcriptionId);
  }
}
