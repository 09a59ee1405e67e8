import * as z from "zod/mini";
import type { ReadTranscriptOutcome } from "../../../../application/read-transcript.ts";
import type { DeletionPolicy, DeletionRefusal } from "../../../../domain/voicemail-deletion.ts";
import { Unavailable } from "../../../../ports/faults.ts";
import { type AskOptions, ask } from "../../functions-client/ask.ts";
import { loadSound, type SoundLoaded } from "./load-sound.ts";
import { codeOf, problemOf, type VoicemailProblem } from "./voicemail-problem.ts";

export type TranscriptRead =
  | Extract<ReadTranscriptOutcome, { kind: "text" }>
  | { readonly kind: "failed"; readonly reason: VoicemailProblem };

export type VoicemailDeleted =
  | { readonly kind: "deleted" }
  | { readonly kind: "kept"; readonly reason: DeletionRefusal }
  | { readonly kind: "failed"; readonly reason: VoicemailProblem };

/** What the functions do about voicemails. Nothing here throws: each outcome is something to show. */
export interface RemoteVoicemail {
  /** @param onProgress told, from 0 to 1, how much of a long message has come */
  load(taskId: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<SoundLoaded>;
  readTranscript(taskId: string): Promise<TranscriptRead>;
  delete(taskId: string): Promise<VoicemailDeleted>;
  /** Whether agents may delete at all. `undefined`: it could not be found out. */
  deletion(): Promise<DeletionPolicy["deletion"] | undefined>;
}

export function makeRemoteVoicemail(options: AskOptions): RemoteVoicemail {
  let deletion: Promise<DeletionPolicy["deletion"] | undefined> | undefined;

  return {
    load: (taskId, signal, onProgress) => loadSound(taskId, options, signal, onProgress),

    async readTranscript(taskId) {
      const { body, reason } = await asked("read-transcript", taskId);
      const read = z.safeParse(transcript(), body);

      return read.success
        ? { kind: "text", text: read.data.text, whole: read.data.whole }
        : { kind: "failed", reason: reason ?? "unavailable" };
    },

    async delete(taskId) {
      const { body, succeeded, reason } = await asked("delete-voicemail", taskId);
      if (succeeded) return { kind: "deleted" };
      const kept = KEPT[codeOf(body) ?? ""];

      return kept ? { kind: "kept", reason: kept } : { kind: "failed", reason: reason ?? "unavailable" };
    },

    deletion() {
      deletion ??= policy().catch(() => {
        deletion = undefined;
        return undefined;
      });
      return deletion;
    },
  };

  async function policy(): Promise<DeletionPolicy["deletion"] | undefined> {
    const { body } = await ask("settings", {}, options);
    const read = z.safeParse(settings(), body);

    return read.data?.voicemailDeletion;
  }

  async function asked(name: string, taskId: string) {
    try {
      const { body, succeeded } = await ask(name, { taskSid: taskId }, options);
      return { body, succeeded, reason: succeeded ? undefined : problemOf(codeOf(body)) };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return { body: undefined, succeeded: false, reason: "unavailable" as const };
    }
  }
}

const transcript = () => z.object({ text: z.string(), whole: z.boolean() });
const settings = () => z.object({ voicemailDeletion: z.enum(["allow", "after-call", "forbid"]) });

const KEPT: Readonly<Record<string, DeletionRefusal>> = {
  "deletion-forbidden": "forbidden",
  "deletion-no-call-placed": "no-call-placed",
};
