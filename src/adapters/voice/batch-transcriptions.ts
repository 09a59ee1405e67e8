import {
  CreateV3TranscriptionsRequest,
  TranscriptionListInstance,
} from "twilio/lib/rest/voice/v3/transcription.js";
import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { isBatchTranscriptionId, isRecordingSid } from "./voice-ids.ts";

/**
 * Transcriptions by Twilio's Batch Transcription: many languages, messages of any length.
 * https://www.twilio.com/docs/configurations/transcriptions-resource
 *
 * Its API tells how a transcription goes; the text is sent once, to the webhook that the configuration names.
 */
export class BatchTranscriptions implements Transcriptions {
  private readonly transcriptions: TranscriptionListInstance;

  /** @param version v3 of Twilio's voice API */
  constructor(
    version: ApiVersion,
    private readonly configurationId: string,
  ) {
    this.transcriptions = TranscriptionListInstance(
      version as Parameters<typeof TranscriptionListInstance>[0],
    );
  }

  async request(recordingId: string): Promise<string | undefined> {
    if (!isRecordingSid(recordingId)) return undefined;

    const asked = new CreateV3TranscriptionsRequest({
      transcriptionConfigurationId: this.configurationId,
      inputSource: "SOURCE_ID",
      sourceId: recordingId,
    });
    try {
      const { transcription } = await this.transcriptions.create(asked, {
        "Idempotency-Key": asUuid(recordingId),
      });
      return transcription?.id;
    } catch (error) {
      throw asPortFault(error, "Asking for the transcription");
    }
  }

  async read(transcriptionId: string): Promise<TranscriptionRead> {
    if (!isBatchTranscriptionId(transcriptionId)) return { kind: "gone" };

    try {
      const { status } = await this.transcriptions(transcriptionId).fetch();
      return (status && STATES[status]) || { kind: "in-progress" };
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return { kind: "gone" };
      throw asPortFault(error, "Fetching the transcription");
    }
  }

  /** Nothing to do: Twilio keeps no text here, and version 6.2 of its SDK knows no way to delete the rest. */
  async removeAll(): Promise<void> {}
}

const STATES: Readonly<Record<string, TranscriptionRead>> = {
  COMPLETED: { kind: "not-kept" },
  FAILED: { kind: "failed" },
};

/** Twilio recommends a UUID as the key under which a request is the same one. A recording's digits make one. */
function asUuid(recordingId: string): string {
  return recordingId.slice(2).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
