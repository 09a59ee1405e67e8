import type { Agent } from "../../src/domain/agent.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackInput } from "../../src/domain/parse-request.ts";
import { knownNumber, type PhoneNumber } from "../../src/domain/phone-number.ts";
import type { Attempt } from "../../src/domain/retry/attempt.ts";
import type { Routing } from "../../src/domain/routing.ts";
import type { Transcript, Voicemail } from "../../src/domain/voicemail.ts";

/** Any id of its kind, in Twilio's form: two letters and 32 hex digits. */
export function anId(prefix: string, tail: number | string = 1): string {
  return prefix + String(tail).padStart(32, "0");
}

export function aNumber(text = "+14155550100"): PhoneNumber {
  const number = knownNumber(text);
  if (number === undefined) throw new Error(`${text} is no number that can be called`);

  return number;
}

export function aRouting(details: Partial<Routing> = {}): Routing {
  return { channel: "voice", priority: 0, timeoutSeconds: 86_400, ...details };
}

export function aRequest(details: Partial<CallbackRequest> = {}): CallbackRequest {
  return {
    contact: { kind: "number", number: aNumber("+14155550100") },
    callerId: aNumber("+14155550199"),
    receivedAt: new Date("2026-03-02T09:30:00.000Z"),
    timeZone: "America/New_York",
    attemptsMade: 0,
    attempts: [],
    routing: aRouting(),
    attributes: {},
    callAttributes: {},
    ...details,
  };
}

export function aVoicemail(details: Partial<Voicemail> = {}): Voicemail {
  return { recordingId: anId("RE"), deleted: false, ...details };
}

export function aTranscript(
  text = "Please call me about my order.",
  details: { shortened?: boolean } = {},
): Transcript {
  return { kind: "text", text, transcriptionId: anId("TR"), shortened: false, ...details };
}

export function anAttempt(details: Partial<Attempt> = {}): Attempt {
  return { at: new Date("2026-03-02T10:00:00.000Z"), agent: "Agent One", outcome: "no-answer", ...details };
}

export function anInput(details: Partial<CallbackInput> = {}): CallbackInput {
  return { contactNumber: "+14155550100", callerId: "+14155550199", ...details };
}

export function anAgent(details: Partial<Agent> = {}): Agent {
  return { name: "Agent One", workerId: anId("WK"), roles: ["agent"], ...details };
}

export function aSupervisor(details: Partial<Agent> = {}): Agent {
  return { name: "Supervisor", roles: ["supervisor"], ...details };
}
