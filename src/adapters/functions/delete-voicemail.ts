import type { DeleteVoicemail } from "../../application/delete-voicemail.ts";
import type { DeletionRefusal } from "../../domain/voicemail-deletion.ts";
import { invalidRequest, refusal, success } from "./answer.ts";
import { noRecording } from "./fetch-voicemail.ts";
import { type AnswerToAgent, notAllowed, taskNotFound } from "./flex-request.ts";
import { TASK_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `delete-voicemail` deletes the recording and the transcript for good. */
export const makeDeleteVoicemailAnswer =
  (deleteVoicemail: DeleteVoicemail): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, TASK_PARAMETERS);
    if (values.taskSid === undefined) return invalidRequest(faults);

    const outcome = await deleteVoicemail(values.taskSid, agent);
    switch (outcome.kind) {
      case "deleted":
        return success({ taskSid: values.taskSid, repeated: outcome.repeated });
      case "kept":
        return refusal(409, `deletion-${outcome.reason}`, KEPT[outcome.reason]);
      case "no-recording":
        return noRecording();
      case "not-allowed":
        return notAllowed();
      case "task-not-found":
        return taskNotFound();
    }
  };

const KEPT: Record<DeletionRefusal, string> = {
  forbidden: "This contact centre does not let agents delete voicemails.",
  "no-call-placed": "A voicemail may be deleted once a call was placed to its caller.",
};
