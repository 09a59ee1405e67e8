import { SHORTENED_MARK } from "../../../src/domain/attribute-budget.ts";
import type { CallbackRequest } from "../../../src/domain/callback-request.ts";
import { ATTEMPT_OUTCOMES } from "../../../src/domain/retry/attempt.ts";
import { aNumber, anAttempt, anId, aRequest, aTranscript, aVoicemail } from "../../support/requests.ts";

const AGAIN = new Date("2026-03-02T11:54:00.000Z");

type Sample = readonly [what: string, request: CallbackRequest];

/** Requests as the field sends them, each with something that a careless adapter would lose or bend. */
export const SAMPLES: readonly Sample[] = [
  ["a callback", aRequest()],
  ["a callback without a caller id", withoutCallerId()],
  [
    "a call to another number than the contact's",
    aRequest({
      contact: { kind: "withheld" },
      attempts: [{ at: AGAIN, agent: "Agent One", number: 1, numberCalled: aNumber("+14155550177") }],
    }),
  ],
  ["a second attempt", aRequest({ attemptsMade: 1, conversationId: anId("WT", 7) })],
  ["a request received to the millisecond", aRequest({ receivedAt: new Date("2026-03-02T09:30:00.123Z") })],
  [
    "a request that ends at a moment, with its flow's time-out",
    aRequest({ endsAt: new Date("2026-03-16T09:30:00.000Z"), flowTimeoutSeconds: 3_600 }),
  ],
  ["a request from another time zone", aRequest({ timeZone: "Asia/Kolkata" })],
  ["a request with its flow, key and message", aRequest({ flowId: anId("FN"), key: "k-1", message: "Gold" })],
  ["a message with line breaks, quotes and markup", aRequest({ message: "a\n\"b\" \\ 'c' <b>d</b>\t&amp;" })],
  ["a message in 2-byte and 4-byte characters", aRequest({ message: "Grüße, спасибо, 👩‍👩‍👧 𝒳" })],
  ["a key with quotes and a backslash", aRequest({ key: `it's "the" mark \\ 1` })],
  ["attempts with every outcome", withEveryOutcome()],
  ["a request that was put back twice without a call", aRequest({ putBacks: 2, retryDelaySeconds: 600 })],
  [
    "a request that a supervisor handed to somebody and brought forward",
    aRequest({
      ownerId: anId("WK", 2),
      assigned: { by: "Supervisor", at: AGAIN, to: "Ada" },
      expedited: { by: "Supervisor", at: AGAIN, priorityBefore: 7 },
    }),
  ],
  ["a request that its agent put back to be asked first", aRequest({ ownerId: anId("WK", 2) })],
  [
    "a contact who asked again",
    aRequest({ askedAgain: [{ at: AGAIN, message: "Still here" }, { at: AGAIN }] }),
  ],
  ["a contact who called by themselves and spoke with an agent", aRequest({ servedAt: AGAIN })],
  [
    "a call whose outcome nobody knows",
    aRequest({ attempts: [{ at: AGAIN, agent: "Agent One", number: 1 }] }),
  ],
  ["a voicemail not transcribed yet", aRequest({ voicemail: aVoicemail() })],
  ["a voicemail with its transcript", aRequest({ voicemail: aVoicemail({ transcript: aTranscript() }) })],
  ["a transcript without an id", withTranscript({ kind: "text", text: "Please call.", shortened: false })],
  ["a transcript that was shortened before", withTranscript(aShortenedTranscript())],
  ["a transcript that failed", withTranscript({ kind: "failed", transcriptionId: anId("TR") })],
  ["a deleted voicemail", aRequest({ voicemail: aVoicemail({ deleted: true }) })],
  ["a voicemail of a withheld number", aRequest({ voicemail: aVoicemail(), contact: { kind: "withheld" } })],
  ["a voicemail of a SIP address", voicemailOf("sip:alice@example.com")],
  ["a voicemail of a number that may not be called", voicemailOf("+19005550100")],
  ["attributes of the deployer", withAttributes({ skills: ["billing", "es"], language: "es-ES", vip: true })],
  [
    "attributes that are empty, zero, false or null",
    withAttributes({ a: "", b: 0, c: false, d: null, e: [], f: {} }),
  ],
  ["attributes nested beside our own", withNestedAttributes()],
  ["attributes under names that every object has", withAttributes({ constructor: "a", toString: 1 })],
  ["attempts of the deployer's own, as text", aRequest({ attemptsMade: 2, attributes: { attempts: "11" } })],
  ["attributes of the call under way", withCallUnderWay()],
];

/** Text that takes more than a task holds, in characters of one to four bytes. */
export const TOO_LONG: readonly (readonly [what: string, text: string])[] = [
  ["10,000 letters", "Please call. ".repeat(800).slice(0, 10_000).trimEnd()],
  ["3,000 characters of two bytes", "ü".repeat(3000)],
  ["2,000 characters of four bytes", "👩".repeat(2000)],
  ["3,000 quotes, which take two bytes each once written", '"'.repeat(3000)],
];

function withoutCallerId(): CallbackRequest {
  const { callerId: _, ...request } = aRequest();

  return request;
}

function withEveryOutcome(): CallbackRequest {
  const attempts = ATTEMPT_OUTCOMES.map((outcome, n) =>
    n === 0 ? anAttempt({ outcome }) : anAttempt({ outcome, number: n, callTaskId: anId("WT", 100 + n) }),
  );

  return aRequest({ attemptsMade: attempts.length, attempts });
}

function withTranscript(transcript: ReturnType<typeof aTranscript>): CallbackRequest {
  return aRequest({ voicemail: aVoicemail({ transcript }) });
}

function aShortenedTranscript(): ReturnType<typeof aTranscript> {
  return aTranscript(`Please call me about${SHORTENED_MARK}`, { shortened: true });
}

function voicemailOf(address: string): CallbackRequest {
  return aRequest({ voicemail: aVoicemail(), contact: { kind: "not-callable", address } });
}

function withAttributes(attributes: CallbackRequest["attributes"]): CallbackRequest {
  return aRequest({ attributes });
}

function withNestedAttributes(): CallbackRequest {
  return withAttributes({
    customer: { tier: { level: 2, names: ["gold", { since: 2019 }] } },
    callBackData: { campaign: { id: "spring" }, constructor: "x" },
    conversations: { initiated_by: "web form" },
  });
}

function withCallUnderWay(): CallbackRequest {
  return aRequest({
    callAttributes: {
      call_sid: anId("CA"),
      conference: { sid: anId("CF"), participants: { worker: anId("CA", 2) } },
      conversations: { abandoned: "No" },
    },
  });
}
