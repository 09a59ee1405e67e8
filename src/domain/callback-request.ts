import type { End } from "./end.ts";
import type { Json, JsonObject } from "./json.ts";
import { ANY_NUMBER, type PhoneNumber, readNumber } from "./phone-number.ts";
import type { Attempt } from "./retry/attempt.ts";
import type { Routing } from "./routing.ts";
import type { ByAgent, Voicemail } from "./voicemail.ts";

/** What a contact asked for: to be called back, with or without a message left. */
export interface CallbackRequest {
  readonly contact: Contact;
  /** The contact's name, where the flow knows it. */
  readonly contactName?: string;
  /** The number the contact sees when we call. Absent: the account's own default. */
  readonly callerId?: PhoneNumber;
  /** When the contact asked. Kept through every requeue. */
  readonly receivedAt: Date;
  /** Until when the request is kept up, whatever the queue does with its tasks. Absent: `endsAtOf` says. */
  readonly endsAt?: Date;
  /** How long the flow wants a call for the request to be tried. Absent: it does not say. */
  readonly flowTimeoutSeconds?: number;
  /** How often the queue ended a task of it for reasons of its own, and it went into the queue again. Absent: never. */
  readonly agains?: number;
  /** IANA name of the zone the contact centre works in. */
  readonly timeZone: string;
  /** Attempts made before this task: rounds in which a call was placed. A fresh request has none. */
  readonly attemptsMade: number;
  /** How often it was put back without a call. Absent: never. */
  readonly putBacks?: number;
  /** How long this task waits before it is offered. Absent: it is offered at once. */
  readonly retryDelaySeconds?: number;
  /** The calls placed so far, oldest first, each with its outcome once that is known. */
  readonly attempts: readonly Attempt[];
  /** Entries of the attempts' history that only a newer version can read: kept, and written back. */
  readonly unreadAttempts?: readonly Json[];
  readonly routing: Routing;
  /** Id of the worker who is asked first. Absent: nobody in particular. */
  readonly ownerId?: string;
  /** The supervisor who handed it to its owner. Absent: nobody did. */
  readonly assigned?: Assigned;
  /** The supervisor who brought it forward, until the next attempt. Absent: nobody did. */
  readonly expedited?: Expedited;
  /** Present: the request is a voicemail. */
  readonly voicemail?: Voicemail;
  /** A voicemail of which nobody can read which recording it tells of: it stays one. */
  readonly unreadVoicemail?: true;
  /** Free text that the flow attached for the agent. */
  readonly message?: string;
  /** When the contact asked again before they were called, and what they said. Absent: they did not. */
  readonly askedAgain?: readonly AskedAgain[];
  /** Entries of that list that only a newer version can read: kept, and written back. */
  readonly unreadAskedAgain?: readonly Json[];
  /** When the contact, calling by themselves, last spoke with an agent. Absent: they did not. */
  readonly servedAt?: Date;
  /** The flow that took the request. */
  readonly flowId?: string;
  /** Ties the tasks of one request together in reports. Absent on the first task: its own id is meant. */
  readonly conversationId?: string;
  /** What makes two requests the same: the ledger's name for it, which every task of the request carries. */
  readonly key?: string;
  /** What the deployer attached: skills, language… Kept through every requeue. */
  readonly attributes: JsonObject;
  /** How the request ended, noted shortly before its task is completed. No later task carries it. */
  readonly end?: End;
  /** What belongs to the phone call under way. Kept while the task lives, never carried to the next. */
  readonly callAttributes: JsonObject;
}

export interface Assigned extends ByAgent {
  /** Name of the agent to whom it was handed. */
  readonly to: string;
}

export interface Expedited extends ByAgent {
  /** The priority that it had before. */
  readonly priorityBefore: number;
}

/** One more time that the contact asked, before they were called. */
export interface AskedAgain {
  readonly at: Date;
  readonly message?: string;
  /** What a newer version noted, in its own words: kept, and written back. */
  readonly kept?: JsonObject;
}

/** Who is to be called. A voicemail is kept even where nobody can be. */
export type Contact =
  | { readonly kind: "number"; readonly number: PhoneNumber }
  | { readonly kind: "withheld" }
  | {
      readonly kind: "not-callable";
      readonly address: string;
      /** Nobody forbids the call: the address is in a form that we cannot read. */
      readonly unread?: true;
    };

export type RequestKind = "callback" | "voicemail";

export function kindOf(request: Pick<CallbackRequest, "voicemail" | "unreadVoicemail">): RequestKind {
  return request.voicemail || request.unreadVoicemail ? "voicemail" : "callback";
}

/** The number an agent may call for this request, if there is one. */
export function numberToDial(request: Pick<CallbackRequest, "contact">): PhoneNumber | undefined {
  return request.contact.kind === "number" ? request.contact.number : undefined;
}

/**
 * The contact as a stored address tells it. What was once kept without a call button stays without one. Other plugins
 * write numbers without their plus sign.
 */
export function storedContact(address: string, mayBeCalled: boolean): Contact {
  const given = /^\d{11,15}$/.test(address.trim()) ? `+${address.trim()}` : address;
  const reading = readNumber(given, ANY_NUMBER);
  if (reading.kind === "withheld") return { kind: "withheld" };
  if (!mayBeCalled) return { kind: "not-callable", address: address.trim() };

  return reading.kind === "number"
    ? { kind: "number", number: reading.number }
    : { kind: "not-callable", address: address.trim(), unread: true };
}
