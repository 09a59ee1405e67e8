import type { Agent } from "../domain/agent.ts";
import type { Transcript, Voicemail } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Log } from "../ports/log.ts";
import type { Transcriptions } from "../ports/transcriptions.ts";
import { type NotForAgent, taskForAgent } from "./task-for-agent.ts";

export type ReadTranscriptOutcome =
  /** `whole`: not a word is missing. */
  | { readonly kind: "text"; readonly text: string; readonly whole: boolean }
  /** The message could not be transcribed. */
  | { readonly kind: "failed" }
  /** There is none, or none yet. */
  | { readonly kind: "no-transcript" }
  /** Deleted with its recording. */
  | { readonly kind: "transcript-gone" }
  | NotForAgent;

/** Reads the transcript of a voicemail in full, where the task holds only its beginning. */
export type ReadTranscript = (taskId: string, agent: Agent) => Promise<ReadTranscriptOutcome>;

export const makeReadTranscript =
  (tasks: CallbackTasks, transcriptions: Transcriptions, log: Log): ReadTranscript =>
  async (taskId, agent) => {
    const found = await taskForAgent(taskId, agent, tasks);

    if (found.kind !== "task") return found;

    const outcome = await wholeTextOf(found.task.request.voicemail, transcriptions);
    if (outcome.kind === "text") log.info("transcript.read", { taskId, agent: agent.name });

    return outcome;
  };

async function wholeTextOf(
  voicemail: Voicemail | undefined,
  transcriptions: Transcriptions,
): Promise<ReadTranscriptOutcome> {
  if (voicemail?.deleted) return { kind: "transcript-gone" };

  const transcript = voicemail?.transcript;
  switch (transcript?.kind) {
    case undefined:
      return { kind: "no-transcript" };
    case "failed":
      return { kind: "failed" };
    case "text":
      return transcript.shortened
        ? lengthened(transcript, transcriptions)
        : { kind: "text", text: transcript.text, whole: true };
  }
}

/** Where the whole text is not to be had, its beginning is better than nothing. */
async function lengthened(
  { text, transcriptionId }: Transcript & { readonly kind: "text" },
  transcriptions: Transcriptions,
): Promise<ReadTranscriptOutcome> {
  const read = transcriptionId === undefined ? undefined : await transcriptions.read(transcriptionId);

  return read?.kind === "text" ? { ...read, whole: true } : { kind: "text", text, whole: false };
}
