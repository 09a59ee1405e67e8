import type { CloseCallback } from "../../application/close-callback.ts";
import { CLOSINGS } from "../../domain/end.ts";
import { invalidRequest, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed } from "./flex-request.ts";
import { optionalFlag, readParameters, requiredOneOf, requiredSid } from "./parameters.ts";

/** `close-callback`: how a request ended. */
export const makeCloseCallbackAnswer =
  (closeCallback: CloseCallback): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, {
      taskSid: requiredSid("WT"),
      end: requiredOneOf(CLOSINGS),
      complete: optionalFlag,
    });
    const { taskSid, end, complete = true } = values;
    if (taskSid === undefined || end === undefined || Object.keys(faults).length > 0)
      return invalidRequest(faults);

    const outcome = await closeCallback(taskSid, end, agent, { complete });
    switch (outcome.kind) {
      case "closed":
        return success({ taskSid });
      case "not-allowed":
        return notAllowed();
    }
  };
