import { CLOSINGS } from "../../domain/end.ts";
import { ATTEMPT_OUTCOMES } from "../../domain/retry/attempt.ts";
import { REPORT_PARTS } from "../../domain/supervisor/report.ts";
import {
  checkedText,
  optionalDate,
  optionalDelay,
  optionalFlag,
  optionalOneOf,
  optionalSeconds,
  optionalSid,
  optionalText,
  requiredOneOf,
  requiredSid,
  textIfAny,
} from "./parameters.ts";

/** Parameters of every function that an agent desktop calls. */
export const AGENT_PARAMETERS = {
  Token: {
    read: textIfAny,
    description:
      "Required: the Flex user token of the agent, `manager.store.getState().flex.session.ssoTokenPayload.token`.",
    example: "eyJ…",
  },
} as const;

/** Parameters of every function about one task. */
export const TASK_PARAMETERS = {
  taskSid: {
    read: requiredSid("WT"),
    description: "The task of the callback or voicemail.",
    example: `WT${"0".repeat(32)}`,
  },
} as const;

export const REQUEUE_PARAMETERS = {
  ...TASK_PARAMETERS,
  delay: {
    read: optionalDelay,
    description:
      "Seconds until it is offered again, at most two days. The queue holds it for the next longer delay that it knows: 10 or 30 minutes, 1, 2, 4 or 8 hours, 1 or 2 days. By default as `CALLBACK_RETRY_DELAYS` says.",
    example: "1800",
  },
  toMe: {
    read: optionalFlag,
    description:
      "Whether this agent is offered it first, for `CALLBACK_OWNER_WAIT`, before others are. By default `false`.",
    example: "true",
  },
} as const;

export const CLOSE_PARAMETERS = {
  ...TASK_PARAMETERS,
  end: { read: requiredOneOf(CLOSINGS), description: "How the request ended.", example: "reached" },
  complete: {
    read: optionalFlag,
    description:
      "Whether the task is completed too. By default `true`. The Flex UI completes its tasks itself, so the plugin sends `false`.",
    example: "false",
  },
} as const;

export const ATTEMPT_PARAMETERS = {
  ...TASK_PARAMETERS,
  outcome: {
    read: requiredOneOf([...ATTEMPT_OUTCOMES, "placed", "not-placed"] as const),
    description:
      "`placed`: the agent places a call now. `not-placed`: the telephone system refused it, so it does not count. Else the outcome of the call.",
    example: "no-answer",
  },
  callTaskSid: {
    read: optionalSid("WT"),
    description:
      "The task of the outbound call. The same call is recorded once, however often it is reported.",
    example: `WT${"1".repeat(32)}`,
  },
  number: {
    read: optionalText,
    description:
      "The number that the agent calls in place of the contact's, under the same rules: `CALLBACK_ALLOWED_COUNTRIES`, `CALLBACK_PREMIUM_NUMBERS`. The history keeps it.",
    example: "+14155550177",
  },
  seconds: {
    read: optionalSeconds,
    description:
      "How long the call was talked, once it has ended: sent again with the same `outcome` and `callTaskSid`. A callback that an agent keeps for a day counts as reached if a call of it was answered and lasted 30 seconds.",
    example: "95",
  },
} as const;

export const LIST_PARAMETERS = {
  cursor: {
    read: optionalText,
    description: "The `next` of the page before. By default the first page.",
    example: "eyJ3b3JrZmxvdyI6MH0",
  },
} as const;

export const ASSIGN_PARAMETERS = {
  ...TASK_PARAMETERS,
  workerSid: {
    read: requiredSid("WK"),
    description: "The agent, by their worker: one of those that `flex/list-agents` lists.",
    example: `WK${"0".repeat(32)}`,
  },
} as const;

export const REPORT_PARAMETERS = {
  since: {
    read: optionalDate,
    description:
      "Report the requests that were asked for from then on: ISO 8601, within the last 7 days. By default from the beginning of the day in `CALLBACK_TIME_ZONE`.",
    example: "2026-03-02T00:00:00Z",
  },
  by: {
    read: optionalOneOf(REPORT_PARTS),
    description: "Divides the report: by the day, the queue (workflow) or the agent.",
    example: "agent",
  },
} as const;

const LONGEST_REASON = 200;

export const CANCEL_PARAMETERS = {
  ...TASK_PARAMETERS,
  reason: {
    read: checkedText(
      `must be a text of 1 to ${LONGEST_REASON} characters`,
      (text) => text.trim() !== "" && text.length <= LONGEST_REASON,
    ),
    description: "Why: TaskRouter's log keeps it.",
    example: "The contact wrote an e-mail instead",
  },
} as const;

export const RANGE_PARAMETERS = {
  range: {
    read: optionalText,
    description:
      "One range of bytes, as in the header `Range`, which is read too. By default, and at most, the first megabyte.",
    example: "bytes=0-1023",
  },
} as const;

export const RECORDING_PARAMETERS = {
  CallSid: {
    read: optionalSid("CA"),
    description: "The call, from which the numbers are read that the query does not say. Twilio sends it.",
    example: `CA${"0".repeat(32)}`,
  },
  sealed: {
    read: optionalText,
    description: "What `wait-experience` seals for the message of its caller. Ours alone.",
    example: "dGhpcyBpcyBhbiBleGFtcGxl",
  },
  RecordingStatus: {
    read: optionalText,
    description:
      "For `absent` and `failed` see `VOICEMAIL_ABSENT`. What is `in-progress`, `paused`, `processing` or `deleted` is answered with 200 and changes nothing. Every other status makes the voicemail, and so does none.",
    example: "completed",
  },
} as const;
