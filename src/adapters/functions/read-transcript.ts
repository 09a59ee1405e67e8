import type { ReadTranscript } from "../../application/read-transcript.ts";
import { invalidRequest, refusal, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, taskNotFound } from "./flex-request.ts";
import { TASK_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `read-transcript` answers with the whole transcript if the task has only its beginning. */
export const makeReadTranscriptAnswer =
  (readTranscript: ReadTranscript): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, TASK_PARAMETERS);
    const { taskSid } = values;
    if (taskSid === undefined) return invalidRequest(faults);

    const outcome = await readTranscript(taskSid, agent);
    switch (outcome.kind) {
      case "text":
        return success({ taskSid, text: outcome.text, whole: outcome.whole });
      case "failed":
        return refusal(409, "transcription-failed", "The message could not be transcribed.");
      case "no-transcript":
        return refusal(409, "no-transcript", "There is no transcript, or none yet.");
      case "transcript-gone":
        return refusal(410, "transcript-gone", "The transcript has been deleted.");
      case "not-allowed":
        return notAllowed();
      case "task-not-found":
        return taskNotFound();
    }
  };
