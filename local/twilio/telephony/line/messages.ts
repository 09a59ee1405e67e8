import type { LocalAccount } from "../../account.ts";
import type { AdvanceableClock } from "../../clock.ts";
import type { PhoneCall } from "../phone-calls.ts";
import type { RecordingLibrary } from "../recordings.ts";
import { audioNamed } from "../sounds/audio.ts";
import type { Verb } from "../twiml/parse.ts";
import { callParams, type Document, programAt, type SendWebhook, tell } from "./programs.ts";
import type { Message } from "./verbs.ts";

export interface MessageNeeds {
  readonly account: LocalAccount;
  readonly clock: AdvanceableClock;
  readonly recordings: RecordingLibrary;
  readonly send: SendWebhook;
  /** By this clock an answer is late. */
  readonly patience: AdvanceableClock;
}

/** So long after a recording Twilio tells of it. */
const TOLD_AFTER_MS = 1_000;

/** Keeps what was recorded, and tells of it as `<Record>` asks: https://www.twilio.com/docs/voice/twiml/record */
export class Messages {
  readonly #call: PhoneCall;
  readonly #needs: MessageNeeds;

  constructor(call: PhoneCall, needs: MessageNeeds) {
    this.#call = call;
    this.#needs = needs;
  }

  /** @returns what Twilio sends to the verb's `action` */
  keep(
    { words, sound, seconds, ended }: Message,
    { attributes }: Verb,
    document: Document,
  ): Readonly<Record<string, string>> {
    const { account, recordings } = this.#needs;
    const { sid } = recordings.add({
      mp3: sound ?? audioNamed("message").mp3,
      seconds,
      words,
      callSid: this.#call.sid,
    });
    const url = `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/Recordings/${sid}`;
    const whose = { RecordingSid: sid, RecordingUrl: url };
    const recording = { ...whose, RecordingDuration: String(seconds) };
    this.#status(attributes, document, {
      ...recording,
      RecordingStatus: "completed",
      RecordingSource: "RecordVerb",
    });
    const { transcribe, transcribeCallback } = attributes;
    if (transcribe === "true" && transcribeCallback !== undefined && seconds >= 2 && seconds <= 120) {
      this.#later(2 * TOLD_AFTER_MS, document, transcribeCallback, () => {
        const { sid: transcription, text } = recordings.transcribe(sid, "completed", words);

        return {
          ...callParams(account, this.#call),
          ...whose,
          TranscriptionSid: transcription,
          TranscriptionStatus: "completed",
          TranscriptionText: text,
          TranscriptionType: "fast",
        };
      });
    }

    return { ...recording, Digits: ended };
  }

  /** Nobody spoke. */
  absent({ attributes }: Verb, document: Document): void {
    this.#status(attributes, document, { RecordingStatus: "absent" });
  }

  /** Twilio sends no numbers there. */
  #status(
    attributes: Verb["attributes"],
    document: Document,
    params: Readonly<Record<string, string>>,
  ): void {
    const { recordingStatusCallback: url, recordingStatusCallbackEvent: events = "completed" } = attributes;
    if (url === undefined || !events.split(" ").includes(params.RecordingStatus ?? "")) return;
    const whose = { AccountSid: this.#needs.account.accountSid, CallSid: this.#call.sid };
    this.#later(TOLD_AFTER_MS, document, url, () => ({ ...whose, ...params }));
  }

  #later(
    milliseconds: number,
    document: Document,
    url: string,
    params: () => Readonly<Record<string, string>>,
  ): void {
    const { account, clock } = this.#needs;
    clock.after(milliseconds, () => tell(account, this.#needs, programAt(document, url, "POST", params())));
  }
}
