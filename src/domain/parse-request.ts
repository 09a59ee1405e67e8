import type { CallbackRequest, Contact } from "./callback-request.ts";
import { defined } from "./defined.ts";
import type { JsonObject } from "./json.ts";
import { firstEndsAt, type LifetimePolicy, timeoutUntil } from "./lifetime.ts";
import {
  ANY_NUMBER,
  type NumberPolicy,
  type NumberReading,
  type NumberRefusal,
  type PhoneNumber,
  readNumber,
} from "./phone-number.ts";
import { DEFAULT_CHANNEL, DEFAULT_PRIORITY, isPriority, isQueuedSince, isTimeout } from "./routing.ts";
import type { Voicemail } from "./voicemail.ts";

/** A request as somebody sent it: its fields have the right types, but nobody has checked their values yet. */
export interface CallbackInput {
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
  /** Id of the worker who is to be asked first. */
  readonly ownerId?: string;
  readonly attributes?: JsonObject;
  /** The sender's own id for this request. A second request with this id is the same request. */
  readonly requestId?: string;
  /** Id of this delivery. A repeated delivery of the same request has the same id. */
  readonly deliveryId?: string;
  /** Fields that were sent in a form that nobody can read. */
  readonly unreadable?: readonly InputField[];
}

export interface ParseRequestPolicy extends NumberPolicy, LifetimePolicy {
  /** IANA name of the zone the contact centre works in. */
  readonly timeZone: string;
}

/** What is wrong with a field. Whoever asked is told in words that their side of the program knows. */
export type FieldFault = NumberRefusal | "withheld" | "sip" | "unreadable" | "out-of-range" | "not-theirs";

export type InputField = Exclude<keyof CallbackInput, "unreadable">;

export type FieldFaults = { readonly [field in InputField]?: FieldFault };

export type ParsedRequest =
  | {
      readonly kind: "accepted";
      readonly request: CallbackRequest;
      /** What was left out because it is wrong. Empty: nothing. */
      readonly ignored: readonly InputField[];
    }
  | { readonly kind: "refused"; readonly faults: FieldFaults };

/**
 * Makes a request of what was sent, or says what is wrong with every field.
 *
 * A callback is refused for any fault: its sender can correct it. A voicemail is taken whatever else is wrong: the
 * message has been left, nobody listens to the answer, and Twilio does not send it again.
 */
export function parseRequest(asked: CallbackInput, policy: ParseRequestPolicy, now: Date): ParsedRequest {
  const reading = readNumber(asked.contactNumber ?? "", policy);
  // The policy does not apply to our own number: the contact has called it.
  const callerId = readNumber(asked.callerId ?? "", ANY_NUMBER);
  const faults = faultsOf(asked, { contact: reading, callerId }, now);
  const wrong = Object.keys(faults) as InputField[];
  const contact = contactOf(asked, reading);
  if (contact === undefined || (wrong.length > 0 && asked.voicemail === undefined)) {
    return { kind: "refused", faults };
  }

  const kept = Object.fromEntries(
    Object.entries(asked).filter(
      ([field]) => field === "contactNumber" || !wrong.includes(field as InputField),
    ),
  ) as CallbackInput;
  const { extension } = reading.kind === "number" ? reading : {};
  const read = defined({
    contact,
    extension,
    callerId: callerId.kind === "number" ? callerId.number : undefined,
  });

  return { kind: "accepted", request: requestOf(kept, read, policy, now), ignored: wrong };
}

function requestOf(
  asked: CallbackInput,
  {
    contact,
    callerId,
    extension,
  }: { readonly contact: Contact; readonly callerId?: PhoneNumber; readonly extension?: string },
  policy: ParseRequestPolicy,
  now: Date,
): CallbackRequest {
  const endsAt = firstEndsAt(now, asked.timeoutSeconds, policy);
  const { name: contactName, ...attributes } = asked.attributes ?? {};

  return defined({
    contact,
    callerId,
    contactName:
      typeof contactName === "string" && contactName.trim() !== "" ? contactName.trim() : undefined,
    receivedAt: asked.receivedAt ?? now,
    endsAt,
    flowTimeoutSeconds: asked.timeoutSeconds,
    timeZone: policy.timeZone,
    attemptsMade: asked.attemptsMade ?? 0,
    attempts: [],
    routing: defined({
      workflowId: asked.workflowId,
      channel: asked.channel ?? DEFAULT_CHANNEL,
      priority: asked.priority ?? DEFAULT_PRIORITY,
      timeoutSeconds: timeoutUntil(endsAt, now),
      queuedSince: asked.queuedSince,
    }),
    voicemail: asked.voicemail,
    message: withExtension(asked.message, extension),
    flowId: asked.flowId,
    conversationId: asked.conversationId,
    ownerId: asked.ownerId,
    attributes,
    callAttributes: {},
  });
}

function withExtension(message: string | undefined, extension: string | undefined): string | undefined {
  const lines = [message, extension !== undefined && `Extension ${extension}`].filter(Boolean);

  return lines.length > 0 ? lines.join("\n") : undefined;
}

/** `undefined`: a callback that has nobody to be called. */
function contactOf({ contactNumber, voicemail }: CallbackInput, reading: NumberReading): Contact | undefined {
  switch (reading.kind) {
    case "number":
      return { kind: "number", number: reading.number };
    case "withheld":
      return voicemail && { kind: "withheld" };
    case "sip":
    case "refused":
      return voicemail && notCallable(contactNumber ?? "", reading);
  }
}

/** Longest address that is kept: agents see it, and a task holds little. */
const LONGEST_ADDRESS = 100;

const FORBIDDEN: readonly NumberRefusal[] = ["emergency", "short", "premium", "country-not-allowed"];

function notCallable(text: string, reading: Extract<NumberReading, { kind: "sip" | "refused" }>): Contact {
  const address = text.trim().slice(0, LONGEST_ADDRESS);
  if (address === "") return { kind: "withheld" };

  return reading.kind === "sip" || FORBIDDEN.includes(reading.reason)
    ? { kind: "not-callable", address }
    : { kind: "not-callable", address, unread: true };
}

function faultsOf(
  asked: CallbackInput,
  { contact, callerId }: { readonly contact: NumberReading; readonly callerId: NumberReading },
  now: Date,
): FieldFaults {
  const { priority, timeoutSeconds, attemptsMade, queuedSince, receivedAt } = asked;
  const outOfRange = (isRight: boolean) => (isRight ? undefined : "out-of-range");

  return defined({
    contactNumber: contactFault(asked, contact),
    callerId: callerIdFault(callerId),
    priority: outOfRange(priority === undefined || isPriority(priority)),
    timeoutSeconds: outOfRange(timeoutSeconds === undefined || isTimeout(timeoutSeconds)),
    attemptsMade: outOfRange(
      attemptsMade === undefined || (Number.isSafeInteger(attemptsMade) && attemptsMade >= 0),
    ),
    queuedSince: outOfRange(queuedSince === undefined || isQueuedSince(queuedSince, now)),
    receivedAt: outOfRange(receivedAt === undefined || isReceivedAt(receivedAt, now)),
    ...Object.fromEntries((asked.unreadable ?? []).map((field) => [field, "unreadable"] as const)),
  });
}

/** A voicemail is kept whoever left it, and its contact is shown as it came: nothing is left out. */
function contactFault({ voicemail }: CallbackInput, reading: NumberReading): FieldFault | undefined {
  if (voicemail) return undefined;
  switch (reading.kind) {
    case "number":
      return undefined;
    case "withheld":
    case "sip":
      return reading.kind;
    case "refused":
      return reading.reason;
  }
}

/** A SIP address shows no number, and is dropped. */
function callerIdFault(reading: NumberReading): FieldFault | undefined {
  switch (reading.kind) {
    case "number":
    case "sip":
      return undefined;
    case "withheld":
      return "withheld";
    case "refused":
      return reading.reason;
  }
}

const A_DAY_MS = 86_400_000;

/** Other machines' clocks may be ahead, and zones be mixed up by some hours; the year 2999 is a mistake. */
function isReceivedAt(value: Date, now: Date): boolean {
  return value.getTime() <= now.getTime() + A_DAY_MS;
}
