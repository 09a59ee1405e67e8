import type { RecordAttempt } from "../../application/record-attempt.ts";
import { defined } from "../../domain/defined.ts";
import type { FieldFault } from "../../domain/parse-request.ts";
import { type NumberPolicy, type NumberReading, readNumber } from "../../domain/phone-number.ts";
import { invalidRequest, success } from "./answer.ts";
import { wordsFor } from "./field-words.ts";
import { type AnswerToAgent, notAllowed, taskNotFound } from "./flex-request.ts";
import { ATTEMPT_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `record-attempt` records that an agent places a call for a callback, that no call came of it, or its outcome. */
export const makeRecordAttemptAnswer =
  (recordAttempt: RecordAttempt, policy: NumberPolicy): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, ATTEMPT_PARAMETERS);
    const { taskSid, outcome, callTaskSid, seconds, number } = values;
    const reading = number === undefined ? undefined : readNumber(number, policy);
    const fault = reading && faultOf(reading);
    if (taskSid === undefined || outcome === undefined || fault || Object.keys(faults).length > 0)
      return invalidRequest({ ...faults, ...(fault && { number: wordsFor("contactNumber", fault) }) });

    const other = reading?.kind === "number" && { numberCalled: reading.number };
    const recorded = await recordAttempt(
      taskSid,
      outcome === "placed" || outcome === "not-placed"
        ? { outcome, ...other }
        : { outcome, ...other, ...defined({ callTaskId: callTaskSid, seconds }) },
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

function faultOf(reading: NumberReading): FieldFault | undefined {
  switch (reading.kind) {
    case "number":
      return undefined;
    case "withheld":
    case "sip":
      return "not-a-number";
    case "refused":
      return reading.reason;
  }
}
