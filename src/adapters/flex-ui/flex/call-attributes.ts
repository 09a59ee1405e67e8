import type { CallToPlace } from "../../../ports/outbound-calls.ts";
import type { EndedCall } from "../rules/return-to-callback.ts";

/** The callback that a call was placed for, from the attributes of the call's task. */
export interface CallLink {
  readonly callbackTaskId: string;
  readonly callbackReservationId: string;
}

/**
 * The attributes of the outbound call's task. Reports and other plugins know `taskType`, `conversations`, `autoClose` and
 * `parentTask` (the callback's reservation). `callbackTaskSid` is ours.
 */
export function writeCallAttributes(
  call: CallToPlace,
  callbackReservationId: string,
): Record<string, unknown> {
  return {
    ...call.attributes,
    taskType: TASK_TYPE,
    name: call.number,
    conversations: { ...nested(call.attributes.conversations), conversation_id: call.conversationId },
    autoClose: true,
    parentTask: callbackReservationId,
    callbackTaskSid: call.callbackTaskId,
  };
}

/** Reads the attributes of a call's task. `undefined`: the call was not placed for a callback. */
export function readCallAttributes(attributes: Readonly<Record<string, unknown>>): CallLink | undefined {
  const { taskType, parentTask, callbackTaskSid } = attributes;

  return taskType === TASK_TYPE && typeof parentTask === "string" && typeof callbackTaskSid === "string"
    ? { callbackTaskId: callbackTaskSid, callbackReservationId: parentTask }
    : undefined;
}

export function endedCall(callReservationId: string, link: CallLink): EndedCall {
  return { callReservationId, callbackReservationId: link.callbackReservationId };
}

const TASK_TYPE = "callback-outbound";

function nested(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
