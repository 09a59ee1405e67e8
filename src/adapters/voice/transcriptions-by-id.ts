import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";
import { isBatchTranscriptionId } from "../twilio-wire/voice-ids.ts";

/** Whom to ask for new transcriptions: nobody, where the flow asks for them itself or none are wanted. */
export type AskedForTranscriptions = "record" | "batch";

/**
 * All transcriptions of an account, whichever way they were made: a task made before the settings were changed
 * still names one of the other kind.
 */
export class TranscriptionsById implements Transcriptions {
  constructor(
    private readonly made: { readonly record: Transcriptions; readonly batch: Transcriptions },
    private readonly asked: AskedForTranscriptions,
  ) {}

  request(recordingId: string): Promise<string | undefined> {
    return this.made[this.asked].request(recordingId);
  }

  read(transcriptionId: string): Promise<TranscriptionRead> {
    const { record, batch } = this.made;

    return (isBatchTranscriptionId(transcriptionId) ? batch : record).read(transcriptionId);
  }

  async removeAll(recordingId: string, transcriptionId?: string): Promise<void> {
    await this.made.record.removeAll(recordingId, transcriptionId);
    await this.made.batch.removeAll(recordingId, transcriptionId);
  }
}
