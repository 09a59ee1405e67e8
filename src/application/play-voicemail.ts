import type { Agent } from "../domain/agent.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { RecordingRead, Recordings, Span } from "../ports/recordings.ts";
import { type NotForAgent, taskForAgent } from "./task-for-agent.ts";

export type PlayOutcome =
  | Exclude<RecordingRead, { kind: "gone" }>
  /** Deleted here, or gone where it was kept. */
  | { readonly kind: "recording-gone" }
  /** A callback without a message. */
  | { readonly kind: "no-recording" }
  | NotForAgent;

/** Yields part of the message that a task stands for: of that one, and to those who may handle the task. */
export type PlayVoicemail = (taskId: string, span: Span, agent: Agent) => Promise<PlayOutcome>;

export const makePlayVoicemail =
  (tasks: CallbackTasks, recordings: Recordings): PlayVoicemail =>
  async (taskId, span, agent) => {
    const found = await taskForAgent(taskId, agent, tasks);
    if (found.kind !== "task") return found;

    const { voicemail } = found.task.request;
    if (!voicemail) return { kind: "no-recording" };
    if (voicemail.deleted) return { kind: "recording-gone" };

    const read = await recordings.read(voicemail.recordingId, span);

    return read.kind === "gone" ? { kind: "recording-gone" } : read;
  };
