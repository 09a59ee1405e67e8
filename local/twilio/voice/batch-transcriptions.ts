import { randomBytes } from "node:crypto";
import type { AdvanceableClock } from "../clock.ts";
import type { RecordingLibrary } from "../telephony/recordings.ts";

export interface BatchTranscription {
  readonly id: string;
  readonly configurationId: string;
  readonly sourceId: string;
  readonly status: "PENDING" | "RUNNING" | "COMPLETED" | "FAILED";
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The result of a transcription. Twilio sends it once, to the webhook of the configuration. */
export interface TranscriptionResult {
  readonly id: string;
  readonly sourceId: string;
  readonly status: "completed" | "failed";
  readonly sentences: readonly {
    readonly sentenceIndex: number;
    readonly audioChannelIndex: number;
    readonly startTimeSeconds: number;
    readonly text: string;
  }[];
}

/** The only transcription configuration of the made-up account. */
export const CONFIGURATION_ID = "voice_transcriptionconfiguration_5pe8jw3ahdmsh7zr06yh4d45x1";

/** Batch Transcription: https://www.twilio.com/docs/configurations/transcriptions-resource */
export class BatchTranscriptions {
  /** How long a transcription takes, in milliseconds. */
  takesMs = 2_000;
  /** The result of the next transcriptions. */
  outcome: "completed" | "failed" = "completed";

  readonly #clock: AdvanceableClock;
  readonly #library: RecordingLibrary;
  readonly #all = new Map<string, BatchTranscription>();
  readonly #idByKey = new Map<string, string>();
  readonly #listeners = new Set<(result: TranscriptionResult) => void>();

  constructor(clock: AdvanceableClock, library: RecordingLibrary) {
    this.#clock = clock;
    this.#library = library;
  }

  find(id: string): BatchTranscription | undefined {
    return this.#all.get(id);
  }

  list(): readonly BatchTranscription[] {
    return [...this.#all.values()];
  }

  /** Requests a transcription. A second request with the same key is the same request. */
  create(configurationId: string, sourceId: string, key: string | undefined): BatchTranscription {
    const known = key === undefined ? undefined : this.find(this.#idByKey.get(key) ?? "");
    if (known) return known;

    const { words } = this.#library.find(sourceId);
    const now = this.#clock.time();
    const created: BatchTranscription = {
      id: `voice_transcription_${randomBytes(13).toString("hex")}`,
      configurationId,
      sourceId,
      status: "PENDING",
      createdAt: now,
      updatedAt: now,
    };
    this.#all.set(created.id, created);
    if (key !== undefined) this.#idByKey.set(key, created.id);
    this.#clock.after(this.takesMs, () => this.#finish(created, words));

    return created;
  }

  /** Calls `listener` with each result when Twilio would call the webhook. */
  onResult(listener: (result: TranscriptionResult) => void): void {
    this.#listeners.add(listener);
  }

  clear(): void {
    this.#all.clear();
    this.#idByKey.clear();
    this.outcome = "completed";
  }

  #finish(pending: BatchTranscription, words: string): void {
    if (!this.#all.has(pending.id)) return;
    const { outcome } = this;
    const status = outcome === "completed" ? "COMPLETED" : "FAILED";
    this.#all.set(pending.id, { ...pending, status, updatedAt: this.#clock.time() });

    const result: TranscriptionResult = {
      id: pending.id,
      sourceId: pending.sourceId,
      status: outcome,
      sentences: outcome === "completed" ? sentencesOf(words) : [],
    };
    for (const listener of this.#listeners) listener(result);
  }
}

function sentencesOf(words: string): TranscriptionResult["sentences"] {
  return (words.match(/[^.?!]+[.?!]*/g) ?? []).map((text, index) => ({
    sentenceIndex: index,
    audioChannelIndex: 1,
    startTimeSeconds: index * 4,
    text: text.trim(),
  }));
}
