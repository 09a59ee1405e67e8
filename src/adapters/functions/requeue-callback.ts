import type { RequeueCallback, RequeueOutcome } from "../../application/requeue-callback.ts";
import { defined } from "../../domain/defined.ts";
import { type Answer, invalidRequest, refusal, success } from "./answer.ts";
import { type AnswerToAgent, notAllowed, taskNotFound } from "./flex-request.ts";
import { REQUEUE_PARAMETERS } from "./parameter-catalogue.ts";
import { readParameters } from "./parameters.ts";

/** `requeue-callback`: back into the queue, or given up. */
export const makeRequeueAnswer =
  (requeue: RequeueCallback): AnswerToAgent =>
  async (event, agent) => {
    const { values, faults } = readParameters(event, REQUEUE_PARAMETERS);
    const { taskSid, delay, toMe } = values;
    if (taskSid === undefined || Object.keys(faults).length > 0) return invalidRequest(faults);

    return requeued(
      await requeue(
        taskSid,
        agent,
        defined({ retryDelaySeconds: delay, ownerId: toMe ? agent.workerId : undefined }),
      ),
    );
  };

export function requeued(outcome: RequeueOutcome): Answer {
  switch (outcome.kind) {
    case "requeued":
      return success({ taskSid: outcome.taskId, repeated: outcome.repeated });
    case "superseded":
      return refusal(409, "superseded", "The contact asked again and was called already, for another task.", {
        taskSid: outcome.taskId,
      });
    case "gave-up": {
      const { attemptsMade, maxAttempts } = outcome;
      return refusal(
        409,
        "attempts-used-up",
        attemptsMade < maxAttempts
          ? "It was put back as often without a call as is allowed."
          : `All ${maxAttempts} attempts have been made.`,
        {
          attemptsMade,
          maxAttempts,
        },
      );
    }
    case "not-with-agent":
      return refusal(409, "not-with-agent", "Only a task that an agent has accepted can be put back.", {
        state: outcome.state,
      });
    case "not-allowed":
      return notAllowed();
    case "task-not-found":
      return taskNotFound();
  }
}
