import type { ListCallbacks } from "../../application/supervisor/list-callbacks.ts";
import { invalidRequest, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, WHO_LOOKS_AFTER_ALL } from "./flex-request.ts";
import { LIST_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `list-callbacks`: a page of the open callbacks and voicemails. */
export const makeListCallbacksAnswer =
  (list: ListCallbacks): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, LIST_PARAMETERS);
    if (Object.keys(faults).length > 0) return invalidRequest(faults);

    const outcome = await list(agent, values.cursor);
    switch (outcome.kind) {
      case "page": {
        const { rows, at, next } = outcome;

        return success({ callbacks: rows, at, ...(next !== undefined && { next }) });
      }
      case "unknown-cursor":
        return invalidRequest({ cursor: "is no page of this list" });
      case "not-allowed":
        return notAllowed(WHO_LOOKS_AFTER_ALL);
    }
  };
