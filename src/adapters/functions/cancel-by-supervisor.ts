import type { CancelBySupervisor } from "../../application/supervisor/cancel-by-supervisor.ts";
import { invalidRequest, refusal, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, taskNotFound, WHO_LOOKS_AFTER_ALL } from "./flex-request.ts";
import { CANCEL_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `flex/cancel-callback`: a supervisor calls a request off. */
export const makeCancelBySupervisorAnswer =
  (cancel: CancelBySupervisor): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, CANCEL_PARAMETERS);
    const { taskSid, reason } = values;
    if (taskSid === undefined || reason === undefined) return invalidRequest(faults);

    const outcome = await cancel(taskSid, agent, reason);
    switch (outcome.kind) {
      case "canceled":
        return success({ taskSid, repeated: outcome.repeated });
      case "taken":
        return refusal(
          409,
          "taken",
          "An agent has this task, or is being offered it. Nothing was canceled.",
          {
            state: outcome.state,
          },
        );
      case "ended":
        return refusal(409, "ended", "This task has ended.");
      case "not-allowed":
        return notAllowed(WHO_LOOKS_AFTER_ALL);
      case "task-not-found":
        return taskNotFound();
    }
  };
