import { describe, expect, it } from "vitest";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { End } from "../../src/domain/end.ts";
import { forgottenRequest, isOf } from "../../src/domain/forgotten.ts";
import {
  aNumber,
  anAttempt,
  anId,
  aRequest,
  aRouting,
  aTranscript,
  aVoicemail,
} from "../support/requests.ts";

const NUMBER = aNumber("+14155550123");
const END: End = { how: "canceled", reason: "contact", at: new Date("2026-03-02T12:00:00Z"), by: "Ada" };

describe("the requests of a contact who is to be forgotten", () => {
  it.each<[string, CallbackRequest["contact"], boolean]>([
    ["are those with their number", { kind: "number", number: NUMBER }, true],
    ["are none with another number", { kind: "number", number: aNumber("+14155550177") }, false],
    ["are those with their number that cannot be called", { kind: "not-callable", address: NUMBER }, true],
    ["are none with another address", { kind: "not-callable", address: "sip:ann@example.com" }, false],
    ["are none of people who withhold theirs", { kind: "withheld" }, false],
  ])("%s", (_, contact, isTheirs) => {
    expect(isOf(NUMBER, { contact })).toBe(isTheirs);
  });
});

describe("a request whose contact was forgotten", () => {
  const heard = [{ by: "Ada", at: END.at }];
  const told: CallbackRequest = aRequest({
    contact: { kind: "number", number: NUMBER },
    message: "My card is lost",
    attempts: [anAttempt({ number: 1, numberCalled: NUMBER })],
    attemptsMade: 1,
    askedAgain: [{ at: END.at, message: "Please call" }],
    attributes: { account: "4711" },
    callAttributes: { call_sid: anId("CA") },
    voicemail: aVoicemail({ transcript: aTranscript(), heard }),
    conversationId: anId("WT", 9),
    key: "k",
  });

  it("says when it was, how it was routed and how it ended, and nothing of who they are or what they said", () => {
    expect(forgottenRequest(told, END)).toStrictEqual({
      contact: { kind: "withheld" },
      callerId: told.callerId,
      receivedAt: told.receivedAt,
      timeZone: told.timeZone,
      attemptsMade: 1,
      attempts: [],
      routing: aRouting(),
      attributes: {},
      callAttributes: {},
      voicemail: aVoicemail({ deleted: true, heard }),
      conversationId: anId("WT", 9),
      key: "k",
      end: END,
    });
  });

  it("says nothing that was never said", () => {
    const { callerId: _, ...request } = aRequest();

    expect(forgottenRequest(request, END)).toStrictEqual({
      ...request,
      contact: { kind: "withheld" },
      end: END,
    });
  });
});
