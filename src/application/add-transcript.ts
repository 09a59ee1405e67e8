import { type Transcript, withTranscript } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Log } from "../ports/log.ts";

export type AddTranscriptOutcome =
  | { readonly kind: "written"; readonly taskId: string }
  /** No open task tells of the recording: it has ended, or never was. */
  | { readonly kind: "task-gone" };

/** Writes the transcript of a recording, come by itself, into the task that tells of the recording. */
export type AddTranscript = (recordingId: string, transcript: Transcript) => Promise<AddTranscriptOutcome>;

export const makeAddTranscript =
  (tasks: CallbackTasks, log: Log): AddTranscript =>
  async (recordingId, transcript) => {
    const found = await tasks.findByRecording(recordingId);
    const task =
      found &&
      (await tasks.change(found.id, ({ request }) =>
        request.voicemail?.recordingId === recordingId
          ? { request: { ...request, voicemail: withTranscript(request.voicemail, transcript) } }
          : undefined,
      ));
    if (!task) {
      log.warn("transcript.too-late", { recordingId });
      return { kind: "task-gone" };
    }

    return { kind: "written", taskId: task.id };
  };
