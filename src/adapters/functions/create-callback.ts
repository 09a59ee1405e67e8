import type { CheckRequest, RequestCallback } from "../../application/request-callback.ts";
import { type Answer, invalidRequest, success } from "./answer.ts";
import { parameterFaults, readCreateCallback } from "./create-callback-request.ts";
import type { FunctionEvent } from "./parameters.ts";

/** `create-callback` takes a callback or a voicemail from Studio or TwiML. It is also a transcription callback. */
export const makeCreateCallback =
  (requestCallback: RequestCallback, check: CheckRequest) =>
  async (event: FunctionEvent): Promise<Answer> => {
    const { asked, faults } = readCreateCallback(event);
    if (Object.keys(faults).length > 0) return invalidRequest(parameterFaults(check(asked), faults));

    const outcome = await requestCallback(asked);
    switch (outcome.kind) {
      case "created":
        return success({ taskSid: outcome.taskId });
      case "joined":
        return success({
          taskSid: outcome.taskId,
          duplicate: true,
          ...(outcome.transcript !== "none" && { transcript: outcome.transcript }),
        });
      case "refused":
        return invalidRequest(parameterFaults(outcome.faults, {}));
    }
  };
