import type { RecordAttempt } from "../../application/record-attempt.ts";
import { defined } from "../../domain/defined.ts";
import { invalidRequest, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, taskNotFound } from "./flex-request.ts";
import { ATTEMPT_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `record-attempt` records that an agent places a call for a callback, that no call came of it, or its outcome. */
export const makeRecordAttemptAnswer =
  (recordAttempt: RecordAttempt): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, ATTEMPT_PARAMETERS);
    const { taskSid, outcome, callTaskSid, seconds } = values;
    if (taskSid === undefined || outcome === undefined || Object.keys(faults).length > 0)
      return invalidRequest(faults);

    const recorded = await recordAttempt(
      taskSid,
      outcome === "placed" || outcome === "not-placed"
        ? { outcome }
        : { outcome, ...defined({ callTaskId: callTaskSid, seconds }) },
      agent,
    );
    switch (recorded.kind) {
      case "recorded":
        return success({ taskSid });
      case "not-allowed":
        return notAllowed();
      case "task-not-found":
        return taskNotFound();
    }
  };
