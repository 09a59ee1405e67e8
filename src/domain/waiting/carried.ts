import { defined } from "../defined.ts";
import { isJsonObject, type JsonObject, jsonBytes } from "../json.ts";
import type { CallbackInput } from "../parse-request.ts";
import type { Routing } from "../routing.ts";
import { isOpen, isWithAgent, type TaskState } from "../task-state.ts";

/** The task of a call that waits for an agent. */
export interface WaitingCall {
  readonly taskId: string;
  readonly state: TaskState;
  /** Whether an agent has accepted the call, even if nobody speaks yet. */
  readonly isAccepted: boolean;
  /** `queuedSince`: when it began to wait. */
  readonly routing: Required<Pick<Routing, "workflowId" | "priority" | "queuedSince">>;
  /** What the flow attached, and nothing that belongs to the call itself. */
  readonly attributes: JsonObject;
  readonly conversationId?: string;
}

/** Whether no agent has the call yet. A task that has left the queue was taken, or its call has ended. */
export function isStillWaiting(call: WaitingCall | undefined): call is WaitingCall {
  return call !== undefined && isOpen(call.state) && !isWithAgent(call.state) && !call.isAccepted;
}

export type Carried = Pick<
  CallbackInput,
  "workflowId" | "priority" | "queuedSince" | "attributes" | "conversationId"
>;

/**
 * What a callback takes over from the call that it replaces: its place, priority, attributes and conversation, and its
 * workflow where that takes callbacks too. Never the call's time-out.
 */
export function carriedFrom(
  { taskId, routing, attributes, conversationId }: WaitingCall,
  callbackWorkflows: readonly string[],
  now: Date,
): Carried {
  const { workflowId, priority, queuedSince } = routing;

  return defined({
    workflowId: callbackWorkflows.includes(workflowId) ? workflowId : undefined,
    priority,
    // The queue's clock may be ahead of ours, and a place in the future is none.
    queuedSince: queuedSince < now ? queuedSince : now,
    attributes: withoutOwnNumberAsName(attributes),
    conversationId: conversationId ?? taskId,
  });
}

/** Flows without a name for the caller give the number instead. */
function withoutOwnNumberAsName({ name, ...attributes }: JsonObject): JsonObject {
  return typeof name !== "string" || /^[+\d\s().-]*$/.test(name) ? attributes : { name, ...attributes };
}

/** The language in which the caller was spoken to, where transcription and reports look for it. */
export function inLanguage({ attributes = {}, ...rest }: Carried, language: string): Carried {
  const { conversations } = attributes;

  return {
    ...rest,
    attributes: {
      ...attributes,
      conversations: { ...(isJsonObject(conversations) && conversations), language },
    },
  };
}

/** As many attributes as fit, the smallest first: an address holds little. */
export function fittingIn(bytes: number, carried: Carried): Carried {
  const { attributes, ...rest } = carried;
  if (!attributes || jsonBytes(attributes) <= bytes) return carried;

  const kept: Record<string, JsonObject[string]> = {};
  const smallestFirst = Object.entries(attributes).sort(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  for (const [key, value] of smallestFirst) {
    if (jsonBytes({ ...kept, [key]: value }) > bytes) break;
    kept[key] = value;
  }

  return { ...rest, attributes: kept };
}

function sizeOf(value: JsonObject[string]): number {
  return JSON.stringify(value).length;
}
