import type { CallbackTask } from "./callback-task.ts";
import { type DuplicatePolicy, identityOf, type RequestIdentity } from "./duplicates.ts";
import type { JsonObject } from "./json.ts";
import type { PhoneNumber } from "./phone-number.ts";

/** A call by which a contact reached the contact centre, and an agent spoke with them. */
export interface ServedCall {
  /** The call's own task. */
  readonly taskId: string;
  readonly contact: PhoneNumber;
  readonly calledNumber: PhoneNumber;
  /** What the flow attached to the call. */
  readonly attributes: JsonObject;
  /** When the call came into the queue, by the queue's clock. */
  readonly queuedAt: Date;
  readonly endedAt: Date;
}

export interface ServedPolicy extends DuplicatePolicy {
  /** What becomes of a callback whose contact was spoken to. Absent: `end`. */
  readonly whenServed?: "end" | "keep";
  /** Other workflows that take callbacks: the call may have come through any. */
  readonly callbackWorkflows?: readonly string[];
}

/**
 * The requests of the contact that the call may have dealt with: those that a request in each workflow would join. None
 * where people share a number, and where the call lacks an attribute that tells requests apart.
 */
export function requestsServed(call: ServedCall, policy: ServedPolicy): readonly RequestIdentity[] {
  const { whenServed, duplicates, duplicatesBy = [], callbackWorkflows = [] } = policy;
  const isUntold = duplicatesBy.some((name) => !Object.hasOwn(call.attributes, name));
  if (whenServed === "keep" || duplicates === "allow" || isUntold) return [];

  return [policy.defaultWorkflowId, ...callbackWorkflows].map((workflowId) =>
    identityOf(
      {
        contact: { kind: "number", number: call.contact },
        callerId: call.calledNumber,
        attributes: call.attributes,
        routing: workflowId === undefined ? {} : { workflowId },
      },
      {},
      policy,
    ),
  );
}

/**
 * Whether what the contact asked for is older than the talk. A callback in the place of the call itself has that call's
 * place; one that was asked for later may have been agreed upon while they talked.
 */
export function isOlderThanTalk(
  { request }: Pick<CallbackTask, "request">,
  { queuedAt }: ServedCall,
): boolean {
  const { receivedAt, routing, askedAgain = [] } = request;
  const { queuedSince = receivedAt } = routing;

  return (receivedAt <= queuedAt || queuedSince <= queuedAt) && askedAgain.every(({ at }) => at <= queuedAt);
}

/** Whether an agent has decided since: one who was told that they had spoken, or who called them afterwards. */
export function isDecidedSince(
  { request: { servedAt, attempts } }: Pick<CallbackTask, "request">,
  { queuedAt, endedAt }: ServedCall,
): boolean {
  return (servedAt !== undefined && servedAt >= queuedAt) || attempts.some(({ at }) => at > endedAt);
}
