import type { VoicemailFailure } from "../../domain/desktop/problem.ts";
import type { DeletionRefusal } from "../../domain/voicemail-deletion.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { Log } from "../../ports/log.ts";
import type { Telemetry } from "../../ports/telemetry.ts";
import type { DeleteVoicemailOutcome } from "../delete-voicemail.ts";
import type { PlayOutcome } from "../play-voicemail.ts";
import type { ReadTranscriptOutcome } from "../read-transcript.ts";
import type { SessionEnded } from "./session-ended.ts";

/** The server's use cases for voicemails, for the agent who is logged in. Each throws `Unavailable` or `Rejected`. */
export interface VoicemailService {
  /** Reads the recording from this byte on, as much of it as one answer has. */
  play(taskId: string, start: number, signal: AbortSignal): Promise<PlayOutcome | SessionEnded>;
  readTranscript(taskId: string): Promise<ReadTranscriptOutcome | SessionEnded>;
  deleteVoicemail(taskId: string): Promise<DeleteVoicemailOutcome | SessionEnded>;
}

export type VoicemailLoaded =
  | {
      readonly kind: "loaded";
      readonly parts: readonly Uint8Array<ArrayBuffer>[];
      readonly contentType: string;
    }
  | { readonly kind: "failed"; readonly reason: VoicemailFailure }
  | { readonly kind: "abandoned" };

export type TranscriptRead =
  | { readonly kind: "text"; readonly text: string; readonly whole: boolean }
  | { readonly kind: "failed"; readonly reason: VoicemailFailure };

export type VoicemailDeleted =
  | { readonly kind: "deleted" }
  | { readonly kind: "kept"; readonly reason: DeletionRefusal }
  | { readonly kind: "failed"; readonly reason: VoicemailFailure };

/** What an agent does with a voicemail. Nothing throws: the desktop shows each outcome. */
export interface Voicemails {
  /** @param onProgress receives the loaded part of a long message, from 0 to 1 */
  load(taskId: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<VoicemailLoaded>;
  readTranscript(taskId: string): Promise<TranscriptRead>;
  delete(taskId: string): Promise<VoicemailDeleted>;
}

export function makeVoicemails(service: VoicemailService, telemetry: Telemetry, log: Log): Voicemails {
  return {
    async load(taskId, signal, onProgress) {
      const loaded = await orFailed(() => loadParts(service, taskId, signal, onProgress), taskId);
      if (loaded.kind === "failed" && signal.aborted) return { kind: "abandoned" };
      if (loaded.kind === "loaded") telemetry.track({ kind: "voicemail-played" });

      return loaded;
    },

    readTranscript: (taskId) =>
      orFailed(async () => {
        const outcome = await service.readTranscript(taskId);

        return outcome.kind === "text" ? outcome : { kind: "failed", reason: failureOf(outcome.kind) };
      }, taskId),

    delete: (taskId) =>
      orFailed(async () => {
        const outcome = await service.deleteVoicemail(taskId);
        if (outcome.kind === "deleted" || outcome.kind === "kept") return outcome;

        return { kind: "failed", reason: failureOf(outcome.kind) };
      }, taskId),
  };

  async function orFailed<Outcome>(work: () => Promise<Outcome>, taskId: string) {
    try {
      return await work();
    } catch (error) {
      log.warn("panel.voicemail", { taskId }, error);
      const reason = error instanceof Unavailable ? ("unavailable" as const) : ("rejected" as const);

      return { kind: "failed" as const, reason };
    }
  }
}

/** Loads a message part by part, because it may be longer than one answer. */
async function loadParts(
  service: VoicemailService,
  taskId: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<VoicemailLoaded> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let contentType = "audio/mpeg";
  for (let loaded = 0; ; ) {
    const outcome = await service.play(taskId, loaded, signal);
    if (outcome.kind === "beyond-end" && loaded > 0) break;
    if (outcome.kind !== "part") return { kind: "failed", reason: failureOf(outcome.kind) };

    const { bytes, total } = outcome;
    parts.push(new Uint8Array(bytes));
    loaded += bytes.length;
    contentType = outcome.contentType;
    if (total !== undefined) onProgress(loaded / total);
    if (bytes.length === 0 || loaded === total) break;
  }

  return { kind: "loaded", parts, contentType };
}

type Refusal = Exclude<
  (PlayOutcome | ReadTranscriptOutcome | DeleteVoicemailOutcome | SessionEnded)["kind"],
  "part" | "text" | "deleted" | "kept"
>;

function failureOf(kind: Refusal): VoicemailFailure {
  switch (kind) {
    case "not-allowed":
    case "session-ended":
      return kind;
    case "beyond-end":
    case "no-recording":
    case "recording-gone":
    case "task-not-found":
    case "transcript-gone":
      return "gone";
    case "failed":
    case "no-transcript":
      return "rejected";
  }
}
