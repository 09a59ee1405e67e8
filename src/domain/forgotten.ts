import type { CallbackRequest } from "./callback-request.ts";
import type { End } from "./end.ts";
import type { PhoneNumber } from "./phone-number.ts";
import { asDeleted } from "./voicemail.ts";

/** Whether the request is that of the contact who has this number. */
export function isOf(number: PhoneNumber, { contact }: Pick<CallbackRequest, "contact">): boolean {
  switch (contact.kind) {
    case "number":
      return contact.number === number;
    case "not-callable":
      return contact.address === number;
    case "withheld":
      return false;
  }
}

/** What stays of a request whose contact is to be forgotten: nothing that tells who they are or what they said. */
export function forgottenRequest(request: CallbackRequest, end: End): CallbackRequest {
  const { receivedAt, timeZone, attemptsMade, routing, voicemail, conversationId, key, callerId } = request;

  return {
    contact: { kind: "withheld" },
    receivedAt,
    timeZone,
    attemptsMade,
    attempts: [],
    routing,
    attributes: {},
    callAttributes: {},
    end,
    ...(voicemail && { voicemail: asDeleted(voicemail) }),
    ...(conversationId !== undefined && { conversationId }),
    ...(key !== undefined && { key }),
    ...(callerId && { callerId }),
  };
}
