import {
  type TranscriptionInstance as OfRecording,
  TranscriptionListInstance as OfRecordingListInstance,
} from "twilio/lib/rest/api/v2010/account/recording/transcription.js";
import { TranscriptionListInstance } from "twilio/lib/rest/api/v2010/account/transcription.js";
import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { isRecordingSid, isTranscriptionSid } from "./voice-ids.ts";

/**
 * Transcriptions that `<Record transcribe="true">` makes: US English, of messages from 2 to 120 seconds. Twilio
 * calls them deprecated. https://www.twilio.com/docs/voice/api/recording-transcription
 */
export class RecordTranscriptions implements Transcriptions {
  private readonly transcriptions: TranscriptionListInstance;

  /** @param version version 2010-04-01 of Twilio's API */
  constructor(
    private readonly version: ApiVersion,
    private readonly accountSid: string,
  ) {
    this.transcriptions = TranscriptionListInstance(
      version as Version<typeof TranscriptionListInstance>,
      accountSid,
    );
  }

  /** The flow asked for it when it recorded. */
  async request(): Promise<undefined> {
    return undefined;
  }

  async read(transcriptionId: string): Promise<TranscriptionRead> {
    if (!isTranscriptionSid(transcriptionId)) return { kind: "gone" };

    try {
      const { status, transcriptionText } = await this.transcriptions(transcriptionId).fetch();
      switch (status) {
        case "completed":
          return { kind: "text", text: transcriptionText ?? "" };
        case "in-progress":
        case "failed":
          return { kind: status };
      }
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return { kind: "gone" };
      throw asPortFault(error, "Fetching the transcription");
    }
  }

  async removeAll(recordingId: string, transcriptionId?: string): Promise<void> {
    const found = isRecordingSid(recordingId) ? await this.of(recordingId) : [];
    const all = new Set(found.map(({ sid }) => sid));
    if (transcriptionId !== undefined && isTranscriptionSid(transcriptionId)) all.add(transcriptionId);

    for (const sid of all) await this.remove(sid);
  }

  private async of(recordingId: string): Promise<readonly OfRecording[]> {
    const list = OfRecordingListInstance(
      this.version as Version<typeof OfRecordingListInstance>,
      this.accountSid,
      recordingId,
    );
    try {
      return await list.list({ pageSize: 50, limit: 50 });
    } catch (error) {
      if (twilioFault(error)?.kind === "not-found") return [];
      throw asPortFault(error, "Listing the recording's transcriptions");
    }
  }

  private async remove(sid: string): Promise<void> {
    try {
      await this.transcriptions(sid).remove();
    } catch (error) {
      if (twilioFault(error)?.kind !== "not-found") throw asPortFault(error, "Deleting the transcription");
    }
  }
}

type Version<List extends (version: never, ...more: never[]) => unknown> = Parameters<List>[0];
