import type { TranscriptionRead, Transcriptions } from "../../ports/transcriptions.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { fields, list, oneOf, text } from "../twilio-wire/shape.ts";
import { isRecordingSid, isTranscriptionSid } from "../twilio-wire/sids.ts";
import { ask, nothing } from "./ask.ts";

/**
 * Transcriptions by `<Record transcribe="true">`: US English, messages of 2 to 120 seconds. Twilio calls them deprecated.
 * https://www.twilio.com/docs/voice/api/recording-transcription
 */
export class RecordTranscriptions implements Transcriptions {
  readonly #base: string;
  readonly #connection: TwilioConnection;

  constructor(connection: TwilioConnection) {
    this.#connection = connection;
    this.#base = `https://api.twilio.com/2010-04-01/Accounts/${connection.accountSid}`;
  }

  /** Requests nothing: the flow requested the transcription when it recorded. */
  async request(): Promise<undefined> {
    return undefined;
  }

  async read(transcriptionId: string): Promise<TranscriptionRead> {
    if (!isTranscriptionSid(transcriptionId)) return { kind: "gone" };

    const found = await ask(
      this.#connection,
      { uri: `${this.#base}/Transcriptions/${transcriptionId}.json` },
      { what: "Fetching the transcription", answer: transcription },
    );
    switch (found?.status) {
      case undefined:
        return { kind: "gone" };
      case "completed":
        return { kind: "text", text: found?.transcription_text ?? "" };
      case "in-progress":
      case "failed":
        return { kind: found.status };
    }
  }

  async removeAll(recordingId: string, transcriptionId?: string): Promise<void> {
    const all = new Set(isRecordingSid(recordingId) ? await this.#of(recordingId) : []);
    if (transcriptionId !== undefined && isTranscriptionSid(transcriptionId)) all.add(transcriptionId);

    for (const sid of all) {
      const uri = `${this.#base}/Transcriptions/${sid}.json`;
      await ask(
        this.#connection,
        { method: "delete", uri },
        { what: "Deleting the transcription", answer: nothing },
      );
    }
  }

  /** Reads one page only: a message has one transcription. */
  async #of(recordingId: string): Promise<readonly string[]> {
    const page = await ask(
      this.#connection,
      { uri: `${this.#base}/Recordings/${recordingId}/Transcriptions.json` },
      { what: "Listing the recording's transcriptions", answer: transcriptionsPage },
    );

    return page?.transcriptions.map(({ sid }) => sid) ?? [];
  }
}

const transcription = fields(
  { status: oneOf(["in-progress", "completed", "failed"]) },
  { transcription_text: text },
);

const transcriptionsPage = fields({ transcriptions: list(fields({ sid: text })) });
