import { type CallbackRequest, numberToDial } from "./callback-request.ts";

/** What makes two requests the same one, and for how long. */
export type SameRequest =
  /** The key names one request for ever: a repeat is always the same one. */
  | { readonly kind: "once"; readonly key: string }
  /** The same while its call is still to come; afterwards the contact may ask again. */
  | { readonly kind: "while-open"; readonly key: string }
  /** Every request is its own. */
  | { readonly kind: "never" };

export interface DuplicatePolicy {
  /** `join`: one open callback for each contact. `allow`: many people share one number. */
  readonly duplicates: "join" | "allow";
}

export interface RequestIds {
  readonly requestId?: string;
  readonly deliveryId?: string;
}

/**
 * The strongest sign that two requests are one: an explicit id, else the recording, else the same contact waiting
 * in the same workflow; where contacts may share a number, the same delivery.
 */
export function sameRequest(request: CallbackRequest, ids: RequestIds, policy: DuplicatePolicy): SameRequest {
  if (ids.requestId !== undefined) return { kind: "once", key: `request:${ids.requestId}` };
  if (request.voicemail) return { kind: "once", key: `recording:${request.voicemail.recordingId}` };

  const number = numberToDial(request);
  if (policy.duplicates === "join" && number !== undefined) {
    return { kind: "while-open", key: `contact:${number}:${request.routing.workflowId ?? "default"}` };
  }

  return ids.deliveryId === undefined
    ? { kind: "never" }
    : { kind: "once", key: `delivery:${ids.deliveryId}` };
}
