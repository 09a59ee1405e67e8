import type { JsonObject } from "../../domain/json.ts";
import type { QueueFilter } from "../../domain/setup/queue-filters.ts";
import { heedsDelays } from "../twilio-wire/held-delays.ts";

export interface WorkflowQueues {
  /** SID of the queue in which agents are offered requests. */
  readonly live: string;
  /** SID of the queue in which requests wait out their delay, so that they do not count as waiting for an agent. */
  readonly hold: string;
  /** How long a request waits for the agent that it comes back to, before others are asked. */
  readonly ownerWaitSeconds: number;
}

const IS_REQUEST = "(taskType == 'callback' OR taskType == 'voicemail')";
/** `CONTAINS` is false where the attribute is missing; `!= ''` would be true. */
const IS_OWNED = "callback_agent_sid CONTAINS 'WK'";
/** No worker meets it. */
const NOBODY = "1==0";

/**
 * A workflow that holds a request before its next attempt, and brings it back to its own agent first:
 * https://www.twilio.com/docs/taskrouter/workflow-configuration
 *
 * TaskRouter cannot schedule. A target that no worker meets holds a task until the target's time-out. Time-outs add up
 * and count from the task's creation, and every attempt is a new task, so each filter holds once. The last target of a
 * filter has no time-out, so that the task stays there.
 */
export function workflowConfiguration(filters: readonly QueueFilter[], queues: WorkflowQueues): JsonObject {
  return {
    task_routing: {
      filters: workflowFilters(filters, queues),
      default_filter: { queue: queues.live },
    },
  };
}

function workflowFilters(filters: readonly QueueFilter[], queues: WorkflowQueues): readonly JsonObject[] {
  return filters.map((filter) => ({
    filter_friendly_name: nameOf(filter),
    expression: [IS_REQUEST, ...conditionsOf(filter)].join(" AND "),
    targets: targetsOf(filter, queues),
  }));
}

/**
 * The filters that a deployer's own workflow needs so that requests wait out their delay. None where it looks at that
 * delay already. Held requests stay in the queue that the workflow has.
 */
export function missingFilters(
  text: string,
  filters: readonly QueueFilter[],
  ownerWaitSeconds: number,
): readonly JsonObject[] {
  if (heedsDelays(text)) return [];
  const queue = /"queue"\s*:\s*"(WQ[0-9a-f]{32})"/i.exec(text)?.[1] ?? "SID of your queue";
  const ownRules = filters.filter(({ kind }) => kind !== "attempts" && kind !== "at-once");

  return workflowFilters(ownRules, { live: queue, hold: queue, ownerWaitSeconds });
}

function conditionsOf(filter: QueueFilter): readonly string[] {
  switch (filter.kind) {
    case "delay": {
      const { owned, aboveSeconds, holdSeconds, isLongest } = filter;
      return [
        ...(owned ? [IS_OWNED] : []),
        `callBackData.retryDelay > ${aboveSeconds}`,
        ...(isLongest ? [] : [`callBackData.retryDelay <= ${holdSeconds}`]),
      ];
    }
    case "owned-at-once":
      return [IS_OWNED];
    case "no-delay":
      return ["callBackData.retryDelay == 0"];
    case "attempts":
      return [`callBackData.attempts ${filter.orMore ? ">=" : "=="} ${filter.attemptsMade}`];
    case "at-once":
      return [];
  }
}

function targetsOf(filter: QueueFilter, { live, hold, ownerWaitSeconds }: WorkflowQueues): JsonObject[] {
  const held = (timeout: number) => ({ queue: hold, expression: NOBODY, timeout });
  const owner = { queue: live, known_worker_sid: "task.callback_agent_sid", timeout: ownerWaitSeconds };
  const anybody = { queue: live };
  switch (filter.kind) {
    case "delay":
      return [held(filter.holdSeconds), ...(filter.owned ? [owner] : []), anybody];
    case "owned-at-once":
      return [owner, anybody];
    case "attempts":
      return [held(filter.holdSeconds), anybody];
    case "no-delay":
    case "at-once":
      return [anybody];
  }
}

function nameOf(filter: QueueFilter): string {
  switch (filter.kind) {
    case "delay":
      return `After ${filter.holdSeconds} seconds${filter.owned ? ", to the same agent" : ""}`;
    case "owned-at-once":
      return "At once, to the same agent";
    case "no-delay":
      return "No delay";
    case "attempts":
      return `Attempt ${filter.attemptsMade + 1}${filter.orMore ? " and later" : ""}: after ${filter.holdSeconds} seconds`;
    case "at-once":
      return "At once";
  }
}
