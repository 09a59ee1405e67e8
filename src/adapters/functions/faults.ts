import { Rejected, TooLarge, Unavailable } from "../../ports/faults.ts";
import { type Answer, invalidRequest, refusal, retryLater } from "./answer.ts";

/** The answer to a fault that a use case threw. It contains no stack, address or credential. */
export function answerToFault(fault: unknown): Answer {
  if (fault instanceof TooLarge) {
    return invalidRequest({ attributes: "are too large: a task holds 4096 characters in all" });
  }
  if (fault instanceof Unavailable) {
    return retryLater(`${fault.message}. Nothing is lost: try again.`, fault.options.retryAfterSeconds ?? 5);
  }
  if (fault instanceof Rejected) {
    const { code } = fault.options;
    return refusal(502, "refused-by-twilio", fault.message, code === undefined ? {} : { twilioCode: code });
  }

  return refusal(500, "internal-error", "Something went wrong here. See the log of this function.");
}
