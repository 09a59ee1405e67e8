import type { JsonObject } from "../../domain/json.ts";
import type { RetryStep } from "../../domain/retry/retry-delays.ts";

const IS_REQUEST = "(taskType == 'callback' OR taskType == 'voicemail')";

/**
 * A workflow that makes a request wait before each further attempt:
 * https://www.twilio.com/docs/taskrouter/workflow-configuration
 *
 * TaskRouter cannot schedule. A target whose expression no worker meets (`1==0`) holds a task until the target's
 * time-out. Time-outs add up and count from the task's creation, and every attempt is a new task: so each filter
 * holds once, and its second target, which has no time-out, keeps the task for good. Attempts are compared as
 * numbers, which is how they are written.
 */
export function workflowConfiguration(steps: readonly RetryStep[], queueSid: string): JsonObject {
  const waiting = steps.filter(({ delaySeconds }) => delaySeconds > 0);

  return {
    task_routing: {
      filters: [
        ...waiting.map((step) => ({
          filter_friendly_name: nameOf(step),
          expression: `${IS_REQUEST} AND callBackData.attempts ${step.orMore ? ">=" : "=="} ${step.attemptsMade}`,
          targets: [{ queue: queueSid, expression: "1==0", timeout: step.delaySeconds }, { queue: queueSid }],
        })),
        {
          filter_friendly_name: "At once",
          expression: IS_REQUEST,
          targets: [{ queue: queueSid }],
        },
      ],
      default_filter: { queue: queueSid },
    },
  };
}

function nameOf({ attemptsMade, orMore, delaySeconds }: RetryStep): string {
  return `Attempt ${attemptsMade + 1}${orMore ? " and later" : ""}: after ${delaySeconds} seconds`;
}
