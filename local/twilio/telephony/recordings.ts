import type { LocalAccount } from "../account.ts";
import type { AdvanceableClock } from "../clock.ts";
import { notFound } from "../refusal.ts";
import { newSid } from "../sids.ts";

export interface Recording {
  readonly sid: string;
  readonly callSid: string;
  readonly source: RecordingSource;
  readonly dateCreated: number;
  readonly seconds: number;
  readonly mp3: Uint8Array<ArrayBuffer>;
  /** The spoken words, for the transcription. */
  readonly words: string;
}

export type RecordingSource = "RecordVerb" | "DialVerb" | "Conference" | "OutboundAPI";

export interface NewRecording {
  readonly mp3: Uint8Array<ArrayBuffer>;
  readonly seconds?: number;
  readonly words?: string;
  readonly callSid?: string;
  readonly source?: RecordingSource;
}

export interface Transcription {
  readonly sid: string;
  readonly recordingSid: string;
  readonly status: "in-progress" | "completed" | "failed";
  readonly text: string;
  readonly dateCreated: number;
}

/** The account's recordings, and their transcriptions by `<Record transcribe>`. */
export class RecordingLibrary {
  /** Console → Voice → Settings: "Enforce HTTP Auth on Media URLs". */
  mediaAuth: "enforced" | "off" = "enforced";
  /** Whether a request may ask for a part of a file. It is unverified that Twilio allows this, so clients must handle both. */
  ranges: "honoured" | "ignored" = "honoured";

  readonly #account: LocalAccount;
  readonly #clock: AdvanceableClock;
  readonly #recordings = new Map<string, Recording>();
  readonly #transcriptions = new Map<string, Transcription>();

  constructor(account: LocalAccount, clock: AdvanceableClock) {
    this.#account = account;
    this.#clock = clock;
  }

  add({
    mp3,
    seconds = 0,
    words = "",
    callSid = newSid("CA"),
    source = "RecordVerb",
  }: NewRecording): Recording {
    const recording: Recording = {
      sid: newSid("RE"),
      callSid,
      source,
      dateCreated: this.#clock.time(),
      seconds,
      mp3,
      words,
    };
    this.#recordings.set(recording.sid, recording);

    return recording;
  }

  /** All recordings, newest first. */
  list(): readonly Recording[] {
    return [...this.#recordings.values()].reverse();
  }

  find(sid: string): Recording {
    return this.#recordings.get(sid) ?? this.#missing(`Recordings/${sid}`);
  }

  /** Deletes a recording and keeps its transcriptions. It is unverified what Twilio does, so nobody may rely on either. */
  remove(sid: string): void {
    this.#recordings.delete(this.find(sid).sid);
  }

  transcribe(recordingSid: string, status: Transcription["status"], text: string): Transcription {
    const transcription: Transcription = {
      sid: newSid("TR"),
      recordingSid: this.find(recordingSid).sid,
      status,
      text: status === "completed" ? text : "",
      dateCreated: this.#clock.time(),
    };
    this.#transcriptions.set(transcription.sid, transcription);

    return transcription;
  }

  transcriptions(): readonly Transcription[] {
    return [...this.#transcriptions.values()].reverse();
  }

  findTranscription(sid: string): Transcription {
    return this.#transcriptions.get(sid) ?? this.#missing(`Transcriptions/${sid}`);
  }

  removeTranscription(sid: string): void {
    this.#transcriptions.delete(this.findTranscription(sid).sid);
  }

  clear(): void {
    this.#recordings.clear();
    this.#transcriptions.clear();
    this.mediaAuth = "enforced";
    this.ranges = "honoured";
  }

  #missing(path: string): never {
    throw notFound(`/Accounts/${this.#account.accountSid}/${path}.json`);
  }
}
