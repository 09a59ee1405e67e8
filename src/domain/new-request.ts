import type { CallbackRequest, Contact } from "./callback-request.ts";
import type { JsonObject } from "./json.ts";
import {
  type NumberPolicy,
  type NumberReading,
  type NumberRefusal,
  type PhoneNumber,
  readNumber,
} from "./phone-number.ts";
import {
  DEFAULT_CHANNEL,
  DEFAULT_PRIORITY,
  DEFAULT_TIMEOUT_SECONDS,
  isPriority,
  isQueuedSince,
  isTimeout,
  MAX_PRIORITY,
  MAX_TIMEOUT_SECONDS,
} from "./routing.ts";
import type { Voicemail } from "./voicemail.ts";

/** A request as somebody sent it: its fields have the right types, but nobody has checked their values yet. */
export interface AskedCallback {
  /** The number to call, as it came: perhaps with punctuation, without its `+`, or a word for a withheld number. */
  readonly contactNumber?: string;
  /** The number that the contact called; they see it when we call. A SIP address or a Voice SDK client is dropped. */
  readonly callerId?: string;
  readonly workflowId?: string;
  readonly channel?: string;
  readonly priority?: number;
  readonly timeoutSeconds?: number;
  readonly queuedSince?: Date;
  readonly attemptsMade?: number;
  readonly receivedAt?: Date;
  readonly conversationId?: string;
  readonly flowId?: string;
  readonly message?: string;
  readonly voicemail?: Voicemail;
  readonly attributes?: JsonObject;
  /** The sender's own id for this request. A second request with this id is the same request. */
  readonly requestId?: string;
  /** Id of this delivery. A repeated delivery of the same request has the same id. */
  readonly deliveryId?: string;
}

export interface NewRequestPolicy extends NumberPolicy {
  /** IANA name of the zone the contact centre works in. */
  readonly timeZone: string;
}

/** What is wrong with each field, in words for the sender. Empty: every field is right. */
export type FieldFaults<Field extends string = string> = { readonly [field in Field]?: string };

export type AskedField = keyof AskedCallback;

export type NewRequest =
  | { readonly kind: "accepted"; readonly request: CallbackRequest }
  | { readonly kind: "refused"; readonly faults: FieldFaults<AskedField> };

/** Checks what was sent. Returns the request, or the faults of every wrong field. */
export function newRequest(asked: AskedCallback, policy: NewRequestPolicy, now: Date): NewRequest {
  const contact = readContact(asked, policy);
  const callerId = readCallerId(asked.callerId);
  const faults: FieldFaults<AskedField> = {
    ...(contact.kind === "refused" && { contactNumber: contact.fault }),
    ...(callerId.kind === "refused" && { callerId: callerId.fault }),
    ...rangeFaults(asked, now),
  };
  if (contact.kind === "refused" || callerId.kind === "refused" || Object.keys(faults).length > 0) {
    return { kind: "refused", faults };
  }

  return {
    kind: "accepted",
    request: {
      contact: contact.contact,
      ...(callerId.number !== undefined && { callerId: callerId.number }),
      receivedAt: asked.receivedAt ?? now,
      timeZone: policy.timeZone,
      attemptsMade: asked.attemptsMade ?? 0,
      attempts: [],
      routing: {
        ...(asked.workflowId !== undefined && { workflowId: asked.workflowId }),
        channel: asked.channel ?? DEFAULT_CHANNEL,
        priority: asked.priority ?? DEFAULT_PRIORITY,
        timeoutSeconds: asked.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
        ...(asked.queuedSince !== undefined && { queuedSince: asked.queuedSince }),
      },
      ...(asked.voicemail !== undefined && { voicemail: asked.voicemail }),
      ...(asked.message !== undefined && { message: asked.message }),
      ...(asked.flowId !== undefined && { flowId: asked.flowId }),
      ...(asked.conversationId !== undefined && { conversationId: asked.conversationId }),
      attributes: asked.attributes ?? {},
      callAttributes: {},
    },
  };
}

type ReadContact =
  | { readonly kind: "read"; readonly contact: Contact }
  | { readonly kind: "refused"; readonly fault: string };

/** A callback needs a number to call. A voicemail is kept even without one. */
function readContact(asked: AskedCallback, policy: NumberPolicy): ReadContact {
  const address = asked.contactNumber ?? "";
  const reading = readNumber(address, policy);
  if (reading.kind === "number") return { kind: "read", contact: reading };
  if (asked.voicemail && isKeptForVoicemail(reading)) {
    const contact: Contact =
      reading.kind === "withheld" ? { kind: "withheld" } : { kind: "not-callable", address: address.trim() };
    return { kind: "read", contact };
  }

  return { kind: "refused", fault: contactFault(reading) };
}

/**
 * For a voicemail, an address that exists but cannot or must not be called is kept. A text that is no address is a mistake in
 * the flow, which the answer reports.
 */
function isKeptForVoicemail(reading: NumberReading): boolean {
  switch (reading.kind) {
    case "number":
    case "withheld":
    case "sip":
      return true;
    case "refused":
      return ["emergency", "short", "premium", "country-not-allowed"].includes(reading.reason);
  }
}

function contactFault(reading: Exclude<NumberReading, { kind: "number" }>): string {
  switch (reading.kind) {
    case "withheld":
      return "the caller's number is withheld, so nobody could be called back";
    case "sip":
      return "an internet address cannot be called back; pass a telephone number";
    case "refused":
      return REFUSAL_TEXT[reading.reason];
  }
}

const REFUSAL_TEXT: Record<NumberRefusal, string> = {
  empty: "is required: the number to call, in E.164, such as +14155550100",
  "not-a-number": "is not a telephone number; write it in E.164, such as +14155550100",
  "no-country-code": "has no country code; write it in E.164, such as +14155550100",
  "unknown-country-code": "starts with a country code that does not exist",
  "too-short": "is too short for its country",
  "too-long": "is too long for its country",
  "not-possible": "has a length that its country does not use",
  emergency: "is an emergency number",
  short: "is a short number, which cannot be called from outside its network",
  premium: "is a premium-rate number",
  "country-not-allowed": "is in a country that this contact centre does not call",
};

type ReadCallerId =
  | { readonly kind: "read"; readonly number?: PhoneNumber }
  | { readonly kind: "refused"; readonly fault: string };

/** The policy does not apply to our own number: the contact has called it. */
function readCallerId(text: string | undefined): ReadCallerId {
  const reading = readNumber(text ?? "", { premiumNumbers: "allow" });
  switch (reading.kind) {
    case "number":
      return { kind: "read", number: reading.number };
    case "sip":
      return { kind: "read" };
    case "withheld":
      return { kind: "refused", fault: "is not a telephone number; pass the number that was called" };
    case "refused":
      return {
        kind: "refused",
        fault: REFUSAL_TEXT[reading.reason].replace("number to call", "number that was called"),
      };
  }
}

function rangeFaults(asked: AskedCallback, now: Date): FieldFaults<AskedField> {
  const { priority, timeoutSeconds, attemptsMade, queuedSince } = asked;

  return {
    ...(priority !== undefined &&
      !isPriority(priority) && { priority: `must be a whole number from 0 to ${MAX_PRIORITY}` }),
    ...(timeoutSeconds !== undefined &&
      !isTimeout(timeoutSeconds) && {
        timeoutSeconds: `must be a whole number of seconds from 1 to ${MAX_TIMEOUT_SECONDS}`,
      }),
    ...(attemptsMade !== undefined &&
      !(Number.isSafeInteger(attemptsMade) && attemptsMade >= 0) && {
        attemptsMade: "must be a whole number, 0 or more",
      }),
    ...(queuedSince !== undefined &&
      !isQueuedSince(queuedSince, now) && { queuedSince: "must not be in the future, nor before 1900" }),
  };
}
