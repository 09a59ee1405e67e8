import { type CallbackRequest, numberToDial } from "./callback-request.ts";
import { isJsonObject, type Json } from "./json.ts";
import type { Routing } from "./routing.ts";

/** What makes two requests the same one, and for how long. */
export type RequestIdentity =
  /**
   * The key names one request for ever: a repeat is always the same one. `whenUnsure`: what becomes of it while nobody
   * can tell whether it was made. `refuse`: whoever named it repeats it until they have an answer. `make`: nobody may
   * repeat it for long, and to be made twice is better than to be lost.
   */
  | { readonly kind: "once"; readonly key: string; readonly whenUnsure: "refuse" | "make" }
  /** The same while its call is still to come; afterwards the contact may ask again. */
  | { readonly kind: "while-open"; readonly key: string }
  /** Every request is its own. */
  | { readonly kind: "never" };

export interface DuplicatePolicy {
  /** `join`: one open callback for each contact. `allow`: many people share one number. */
  readonly duplicates: "join" | "allow";
  /** Names of the deployer's attributes that must be equal too, such as a department. */
  readonly duplicatesBy?: readonly string[];
  /** The workflow of requests that name none: naming it makes no difference. */
  readonly defaultWorkflowId?: string;
}

export interface RequestIds {
  readonly requestId?: string;
  readonly deliveryId?: string;
}

/**
 * The strongest sign that two requests are one: an explicit id, else the recording, else the same contact who called
 * the same number and waits in the same workflow; where contacts may share a number, the same delivery.
 */
export function identityOf(request: Identifying, ids: RequestIds, policy: DuplicatePolicy): RequestIdentity {
  const { requestId, deliveryId } = ids;
  const { voicemail } = request;
  if (requestId !== undefined)
    return { kind: "once", key: `request:${requestId}`, whenUnsure: voicemail ? "make" : "refuse" };

  const workflow = workflowOf(request, policy);
  if (voicemail) {
    const key = `recording:${[voicemail.recordingId, ...workflow].join(":")}`;

    return { kind: "once", key, whenUnsure: "make" };
  }

  const number = numberToDial(request);
  if (policy.duplicates === "join" && number !== undefined) {
    const parts = [
      number,
      workflow[0] ?? "default",
      request.callerId ?? "",
      ...attributesOf(request, policy),
    ];
    return { kind: "while-open", key: `contact:${parts.join(":")}` };
  }

  return deliveryId === undefined
    ? { kind: "never" }
    : { kind: "once", key: `delivery:${deliveryId}`, whenUnsure: "make" };
}

/** What of a request tells it from others. */
export type Identifying = Pick<CallbackRequest, "voicemail" | "contact" | "callerId" | "attributes"> & {
  readonly routing: Pick<Routing, "workflowId">;
};

/** None: the default one. */
function workflowOf({ routing }: Identifying, { defaultWorkflowId }: DuplicatePolicy): readonly string[] {
  const { workflowId } = routing;

  return workflowId === undefined || workflowId === defaultWorkflowId ? [] : [workflowId];
}

function attributesOf({ attributes }: Identifying, policy: DuplicatePolicy): readonly string[] {
  return (policy.duplicatesBy ?? []).map((name) =>
    Object.hasOwn(attributes, name) ? sortedText(attributes[name] ?? null) : "",
  );
}

/** JSON whose keys are sorted: the order in which a flow names them makes no difference. */
function sortedText(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isJsonObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
