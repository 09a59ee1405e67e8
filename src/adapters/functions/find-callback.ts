import type { CancelCallback } from "../../application/cancel-callback.ts";
import type { FindCallback } from "../../application/find-callback.ts";
import { kindOf } from "../../domain/callback-request.ts";
import { defined } from "../../domain/defined.ts";
import type { Log } from "../../ports/log.ts";
import { type Answer, refusal, success } from "./answer.ts";
import { PARAMETERS } from "./create-callback-parameters.ts";
import { type CreateCallbackRead, parameterFaults, readCreateCallback } from "./create-callback-request.ts";
import type { FunctionEvent } from "./parameters.ts";
import { refused } from "./request-answer.ts";

/** What tells whose callback is meant. */
export const CONTACT_PARAMETERS = {
  numberToCall: PARAMETERS.numberToCall,
  numberToCallFrom: PARAMETERS.numberToCallFrom,
  workflowSid: PARAMETERS.workflowSid,
  attributes: PARAMETERS.attributes,
};

function readContact(event: FunctionEvent): CreateCallbackRead {
  const named = Object.keys(CONTACT_PARAMETERS).filter((name) => Object.hasOwn(event, name));

  return readCreateCallback(Object.fromEntries(named.map((name) => [name, event[name]])));
}

/** `find-callback` says whether a contact has a callback open: the one that the same request would join. */
export const makeFindCallbackAnswer =
  (findCallback: FindCallback, log: Log) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { asked, faults } = readContact(event);
    const found = await findCallback(asked);
    switch (found.kind) {
      case "refused":
        return refused(parameterFaults(found.faults, faults), log);
      case "none":
        return success({ found: false });
      case "found": {
        const { id, state, request } = found.reading.task;

        return success({
          found: true,
          taskSid: id,
          state,
          ...defined({ kind: kindOf(request), askedAt: request.receivedAt.toISOString() }),
          attempts: request.attemptsMade,
        });
      }
    }
  };

/** `cancel-callback` calls off what a contact has asked for. */
export const makeCancelCallbackAnswer =
  (cancelCallback: CancelCallback, log: Log) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { asked, faults } = readContact(event);
    const outcome = await cancelCallback(asked);
    switch (outcome.kind) {
      case "refused":
        return refused(parameterFaults(outcome.faults, faults), log);
      case "canceled":
        return success({
          canceled: true,
          taskSid: outcome.taskId,
          ...(outcome.repeated && { repeated: true }),
        });
      case "none":
        return success({ canceled: false });
      case "with-agent":
        return refusal(409, "with-agent", "An agent has the callback already, or is about to.", {
          taskSid: outcome.taskId,
        });
    }
  };
