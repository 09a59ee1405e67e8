import { type Agent, mayHandle } from "../domain/agent.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { RecordingRead, Recordings, Span } from "../ports/recordings.ts";

export type PlayOutcome =
  | Exclude<RecordingRead, { kind: "gone" }>
  /** Deleted here, or gone where it was kept. */
  | { readonly kind: "recording-gone" }
  /** A callback without a message. */
  | { readonly kind: "no-recording" }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "task-not-found" };

/** Yields part of the message that a task stands for: of that one, and to those who may handle the task. */
export type PlayVoicemail = (taskId: string, span: Span, agent: Agent) => Promise<PlayOutcome>;

export const makePlayVoicemail =
  (tasks: CallbackTasks, recordings: Recordings): PlayVoicemail =>
  async (taskId, span, agent) => {
    const [task, holders] = await Promise.all([tasks.find(taskId), tasks.holders(taskId)]);
    if (!task) return { kind: "task-not-found" };
    if (!mayHandle(agent, holders)) return { kind: "not-allowed" };

    const { voicemail } = task.request;
    if (!voicemail) return { kind: "no-recording" };
    if (voicemail.deleted) return { kind: "recording-gone" };

    const read = await recordings.read(voicemail.recordingId, span);

    return read.kind === "gone" ? { kind: "recording-gone" } : read;
  };
