import type { FieldFault, InputField } from "../../domain/parse-request.ts";
import { MAX_PRIORITY, MAX_TIMEOUT_SECONDS } from "../../domain/routing.ts";

/** What is wrong with a field, for the person who sent it. */
export function wordsFor(field: InputField, fault: FieldFault): string {
  const meant = field === "callerId" ? "number that was called" : "number to call";
  switch (fault) {
    case "empty":
      return `is required: the ${meant}, in E.164, such as +14155550100`;
    case "not-a-number":
      return "is not a telephone number; write it in E.164, such as +14155550100";
    case "no-country-code":
      return "has no country code; write it in E.164, such as +14155550100";
    case "unknown-country-code":
      return "starts with a country code that does not exist";
    case "too-short":
      return "is too short for its country";
    case "too-long":
      return "is too long for its country";
    case "not-possible":
      return "has a length that its country does not use";
    case "emergency":
      return "is an emergency number";
    case "short":
      return "is a short number, which cannot be called from outside its network";
    case "premium":
      return "is a premium-rate number";
    case "country-not-allowed":
      return "is in a country that this contact centre does not call";
    case "withheld":
      return field === "callerId"
        ? "is not a telephone number; pass the number that was called"
        : "the caller's number is withheld, so nobody could be called back";
    case "sip":
      return "an internet address cannot be called back; pass a telephone number";
    case "out-of-range":
      return RANGES[field] ?? "is out of range";
    case "not-theirs":
      return "must be the recording of a task that the agent has";
    case "unreadable":
      return "cannot be read";
  }
}

const RANGES: { readonly [field in InputField]?: string } = {
  priority: `must be a whole number from 0 to ${MAX_PRIORITY}`,
  timeoutSeconds: `must be a whole number of seconds from 1 to ${MAX_TIMEOUT_SECONDS}`,
  attemptsMade: "must be a whole number, 0 or more",
  queuedSince: "must not be in the future, nor before 1900",
  receivedAt: "must not be in the future",
};
