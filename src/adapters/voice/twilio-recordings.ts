import type { RecordedMessage, RecordingRead, Recordings, Span } from "../../ports/recordings.ts";
import type { TwilioConnection, TwilioFile } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf } from "../twilio-rest/twilio-fault.ts";
import { fields, list, text } from "../twilio-wire/shape.ts";
import { isRecordingSid } from "../twilio-wire/sids.ts";
import { ask, nothing } from "./ask.ts";

const API = "https://api.twilio.com";

/** Recordings of a Twilio account: https://www.twilio.com/docs/voice/api/recording */
export class TwilioRecordings implements Recordings {
  readonly #base: string;
  readonly #connection: TwilioConnection;
  /** Recordings that were found to be messages: what made a recording does not change. */
  readonly #messages = new Set<string>();

  constructor(connection: TwilioConnection) {
    this.#connection = connection;
    this.#base = `${API}/2010-04-01/Accounts/${connection.accountSid}/Recordings`;
  }

  /**
   * Reads the MP3, which has a quarter of the bytes of the WAV. The address is built here and never taken from a task, so
   * that a task cannot send our credentials elsewhere.
   */
  async read(recordingId: string, span: Span): Promise<RecordingRead> {
    if (!isRecordingSid(recordingId)) return { kind: "gone" };

    const [file, isMessage] = await Promise.all([
      this.#download(`${this.#base}/${recordingId}.mp3`, span),
      this.#isMessage(recordingId),
    ]);
    if (!isMessage) return { kind: "gone" };
    switch (file.statusCode) {
      case 200:
      case 206:
        return partOf(file, span);
      case 404:
      case 410:
        return { kind: "gone" };
      case 416:
        return { kind: "beyond-end", total: file.total ?? 0 };
      default:
        throw asPortFault(refusalOf(file), "Fetching the recording");
    }
  }

  async remove(recordingId: string): Promise<void> {
    if (!isRecordingSid(recordingId) || !(await this.#isMessage(recordingId))) return;

    const uri = `${this.#base}/${recordingId}.json`;
    await ask(
      this.#connection,
      { method: "delete", uri },
      { what: "Deleting the recording", answer: nothing },
    );
  }

  /**
   * Lists recordings that `<Record>` made, and no recorded calls. It reads the whole list before it yields: Twilio does not
   * document how the pages shift when recordings are deleted.
   */
  async *recordedBefore(moment: Date): AsyncGenerator<RecordedMessage> {
    const found: RecordedMessage[] = [];
    const query = new URLSearchParams({ "DateCreated<": moment.toISOString(), PageSize: "1000" });
    for (let next: string | undefined = `${this.#base}.json?${query}`; next; ) {
      const page: RecordingsPage = await ask(
        this.#connection,
        { uri: next },
        { what: "Listing the recordings", answer: recordingsPage },
      );
      for (const { sid, date_created, source } of page?.recordings ?? []) {
        const recordedAt = new Date(date_created);
        if (source === MESSAGE_SOURCE && recordedAt < moment) found.push({ recordingId: sid, recordedAt });
      }
      next = page?.next_page_uri && `${API}${page.next_page_uri}`;
    }

    yield* found.reverse();
  }

  /** Tasks name recordings, and people who may change a task could name a recorded call. */
  async #isMessage(recordingId: string): Promise<boolean> {
    if (this.#messages.has(recordingId)) return true;

    const found = await ask(
      this.#connection,
      { uri: `${this.#base}/${recordingId}.json` },
      { what: "Fetching what made the recording", answer: recording },
    );
    if (found?.source !== MESSAGE_SOURCE) return false;

    if (this.#messages.size >= MESSAGES_KNOWN) this.#messages.clear();
    this.#messages.add(recordingId);

    return true;
  }

  /**
   * Twilio sends the file itself. If it redirects instead, as it does for other media, this follows once, without our
   * credentials. Unverified for recordings.
   */
  async #download(uri: string, span: Span): Promise<TwilioFile> {
    try {
      const file = await this.#connection.download({ uri }, span);
      const { location } = file.headers;
      const isElsewhere = file.statusCode >= 300 && file.statusCode < 400 && typeof location === "string";

      return isElsewhere && location.startsWith("https://")
        ? await this.#connection.download({ uri: location, anonymous: true }, span)
        : file;
    } catch (error) {
      throw asPortFault(error, "Fetching the recording");
    }
  }
}

/** What `<Record>` makes: https://www.twilio.com/docs/voice/api/recording#recording-properties */
const MESSAGE_SOURCE = "RecordVerb";

/** The player reads a message in parts: who plays it again soon is not asked about it again. */
const MESSAGES_KNOWN = 1_000;

const recording = fields({ source: text });

const recordingsPage = fields(
  { recordings: list(fields({ sid: text, date_created: text, source: text })) },
  { next_page_uri: text },
);

type RecordingsPage = ReturnType<typeof recordingsPage>;

/**
 * A server that ignores ranges sends the whole file, of which the connection keeps the span. If nothing is left, the span
 * begins beyond the end.
 */
function partOf({ bytes, total, headers }: TwilioFile, { start }: Span): RecordingRead {
  if (bytes.length === 0 && total !== undefined && start >= total) return { kind: "beyond-end", total };

  return {
    kind: "part",
    bytes,
    start,
    contentType: headers["content-type"]?.toString() ?? "audio/mpeg",
    ...(total !== undefined && { total }),
  };
}
