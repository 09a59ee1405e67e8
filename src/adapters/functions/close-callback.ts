import type { CloseCallback } from "../../application/close-callback.ts";
import { invalidRequest, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed } from "./flex-request.ts";
import { CLOSE_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `close-callback`: how a request ended. */
export const makeCloseCallbackAnswer =
  (closeCallback: CloseCallback): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, CLOSE_PARAMETERS);
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
