import { Rejected } from "../../ports/faults.ts";
import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { fields, oneOf, text } from "../twilio-wire/shape.ts";
import { isBatchTranscriptionId, isRecordingSid } from "../twilio-wire/sids.ts";
import { ask } from "./ask.ts";

const TRANSCRIPTIONS = "https://voice.twilio.com/v3/Transcriptions";

/**
 * Transcriptions by Twilio's Batch Transcription: many languages, messages of any length.
 * https://www.twilio.com/docs/configurations/transcriptions-resource
 *
 * Its API reports the state of a transcription. Twilio sends the text only once, to the webhook of the configuration.
 */
export class BatchTranscriptions implements Transcriptions {
  readonly #connection: TwilioConnection;
  readonly #configurationId: string;

  constructor(connection: TwilioConnection, configurationId: string) {
    this.#connection = connection;
    this.#configurationId = configurationId;
  }

  async request(recordingId: string): Promise<string | undefined> {
    if (!isRecordingSid(recordingId)) return undefined;

    const what = "Asking for the transcription";
    const operation = await ask(
      this.#connection,
      {
        method: "post",
        uri: TRANSCRIPTIONS,
        headers: { "Content-Type": "application/json", "Idempotency-Key": asUuid(recordingId) },
        data: {
          transcriptionConfigurationId: this.#configurationId,
          inputSource: "SOURCE_ID",
          sourceId: recordingId,
        },
      },
      { what, answer: accepted },
    );
    if (!operation)
      throw new Rejected(`${what}: there is no such configuration or recording`, { status: 404 });

    return operation.transcription.id;
  }

  async read(transcriptionId: string): Promise<TranscriptionRead> {
    if (!isBatchTranscriptionId(transcriptionId)) return { kind: "gone" };

    const operation = await ask(
      this.#connection,
      { uri: `${TRANSCRIPTIONS}/${transcriptionId}` },
      { what: "Fetching the transcription", answer: state },
    );
    switch (operation?.status) {
      case undefined:
        return { kind: "gone" };
      case "COMPLETED":
        return { kind: "not-kept" };
      case "FAILED":
        return { kind: "failed" };
      case "PENDING":
      case "RUNNING":
        return { kind: "in-progress" };
    }
  }

  /** Does nothing: Twilio keeps no text here, and version 6.2 of its SDK has no way to delete the rest. */
  async removeAll(): Promise<void> {}
}

const accepted = fields({ transcription: fields({ id: text }) });
const state = fields({ status: oneOf(["PENDING", "RUNNING", "COMPLETED", "FAILED"]) });

/** Twilio recommends a UUID as idempotency key. The 32 hex digits of a recording's SID form one. */
function asUuid(recordingId: string): string {
  return recordingId.slice(2).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
