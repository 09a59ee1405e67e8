import { ContainerModule } from "inversify";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { BatchTranscriptions } from "../../../adapters/voice/batch-transcriptions.ts";
import { RecordTranscriptions } from "../../../adapters/voice/record-transcriptions.ts";
import { TranscriptionsById } from "../../../adapters/voice/transcriptions-by-id.ts";
import type { Transcriptions } from "../../../ports/transcriptions.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds `Transcriptions`, for both kinds of transcription. */
export const transcriptionsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Transcriptions).toResolvedValue(transcriptions, [TOKENS.Connection, TOKENS.Settings]);
});

function transcriptions(connection: TwilioConnection, settings: Settings): Transcriptions {
  const { VOICEMAIL_TRANSCRIPTIONS: asked, VOICEMAIL_TRANSCRIPTION_CONFIGURATION: configurationId = "" } =
    settings;
  const record = new RecordTranscriptions(connection);
  const batch = new BatchTranscriptions(connection, configurationId);

  return new TranscriptionsById({ record, batch }, asked === "batch" ? "batch" : "record");
}
