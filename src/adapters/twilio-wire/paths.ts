/** Functions that only Twilio calls: a flow, or a webhook. */
export const STUDIO_FUNCTIONS = [
  "after-queue",
  "cancel-callback",
  "create-callback",
  "find-callback",
  "recording-status",
  "transcription-status",
  "wait-experience",
] as const;

/** Functions that only Event Streams calls. */
export const EVENT_FUNCTIONS = ["taskrouter"] as const;

/** Functions that an agent desktop calls, with an agent's token. */
export const FLEX_FUNCTIONS = [
  "assign-callback",
  "cancel-callback",
  "close-callback",
  "create-callback",
  "delete-voicemail",
  "expedite-callback",
  "fetch-voicemail",
  "list-agents",
  "list-callbacks",
  "read-transcript",
  "record-attempt",
  "report",
  "requeue-callback",
  "settings",
] as const;

export type StudioFunction = (typeof STUDIO_FUNCTIONS)[number];
export type EventFunction = (typeof EVENT_FUNCTIONS)[number];
export type FlexFunction = (typeof FLEX_FUNCTIONS)[number];

/** The path on the functions' own domain. */
export function studioPath(name: StudioFunction): string {
  return `/callback/studio/${name}`;
}

export function eventPath(name: EventFunction): string {
  return `/callback/events/${name}`;
}

export function flexPath(name: FlexFunction): string {
  return `/callback/flex/${name}`;
}

/**
 * An address that Twilio asks again when nobody answers, or with an error: otherwise it tells of a message only once, and
 * throws a caller who waits out of the queue. Within 9 seconds we answer, if at all; Twilio gives up after 15. That Studio
 * passes it on is unverified.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function repeated(address: string): string {
  return `${address}#rt=10000&rc=5&rp=5xx,ct,rt`;
}
