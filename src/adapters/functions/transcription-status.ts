import type { AddTranscript } from "../../application/add-transcript.ts";
import type { Transcript } from "../../domain/voicemail.ts";
import type { Log } from "../../ports/log.ts";
import { type Answer, success } from "./answer.ts";
import { type FunctionEvent, type Parameters, readParameters } from "./parameters.ts";
import { refused } from "./request-answer.ts";
import { TRANSCRIPTION_PARAMETERS } from "./transcription-parameters.ts";

/**
 * `transcription-status` is the webhook of a Batch Transcription configuration, and receives the results.
 *
 * The answer is 200 even if the voicemail is gone, because a second delivery would not help.
 */
export const makeTranscriptionStatus =
  (addTranscript: AddTranscript, log: Log) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { values, faults } = readParameters(event, TRANSCRIPTION_PARAMETERS);
    const { id, sourceId, status, sentences } = values;
    if (id === undefined || sourceId === undefined || status === undefined || Object.keys(faults).length > 0)
      return refused(faults, log);

    const transcript = transcriptOf(id, status, sentences);
    if (!transcript) return success();

    const outcome = await addTranscript(sourceId, transcript);
    switch (outcome.kind) {
      case "written":
        return success({ taskSid: outcome.taskId, transcript: "written" });
      case "task-gone":
        return success({ transcript: "task-gone" });
    }
  };

type Sentences = Parameters<typeof TRANSCRIPTION_PARAMETERS>["sentences"];

/** The transcript. `undefined`: the transcription is still in progress. */
function transcriptOf(
  transcriptionId: string,
  status: string,
  sentences: Sentences = [],
): Transcript | undefined {
  switch (status.toLowerCase()) {
    case "completed": {
      const text = inOrder(sentences).join(" ");
      return text === ""
        ? { kind: "failed", transcriptionId }
        : { kind: "text", text, shortened: false, transcriptionId };
    }
    case "failed":
      return { kind: "failed", transcriptionId };
    default:
      return undefined;
  }
}

function inOrder(sentences: NonNullable<Sentences>): readonly string[] {
  return [...sentences]
    .sort((one, other) => (one.startTimeSeconds ?? 0) - (other.startTimeSeconds ?? 0))
    .map(({ text }) => text.trim())
    .filter((text) => text !== "");
}
