import { type Transcript, withTranscript } from "../domain/voicemail.ts";
import type { CallbackTasks } from "../ports/callback-tasks.ts";
import type { Log } from "../ports/log.ts";
import { latestToWriteOn } from "./latest-task.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";

export type AddTranscriptOutcome =
  | { readonly kind: "written"; readonly taskId: string }
  /** No open task tells of the recording: it has ended, or never was. */
  | { readonly kind: "task-gone" };

/** Adds a transcript that came by webhook to its voicemail's task. */
export type AddTranscript = (recordingId: string, transcript: Transcript) => Promise<AddTranscriptOutcome>;

export const makeAddTranscript =
  (tasks: CallbackTasks, write: WriteToRequest, log: Log): AddTranscript =>
  async (recordingId, transcript) => {
    const { tasks: known } = await tasks.look({ recordingId }, "all");
    const found = latestToWriteOn(known);
    const task =
      found &&
      (await write(found.id, (request) =>
        request.voicemail?.recordingId === recordingId
          ? { ...request, voicemail: withTranscript(request.voicemail, transcript) }
          : undefined,
      ));
    if (!task) {
      log.warn("transcript.too-late", { recordingId });
      return { kind: "task-gone" };
    }

    return { kind: "written", taskId: task.id };
  };
