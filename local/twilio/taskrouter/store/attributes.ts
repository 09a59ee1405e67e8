import { badRequest } from "../../refusal.ts";

/** Characters, whitespace included. The limit cannot be raised: https://www.twilio.com/docs/taskrouter/limits */
const LONGEST_ATTRIBUTES = 4096;

/** Refuses what Twilio would. The words are unverified; the code is that of every bad parameter. */
export function checkAttributes(text: string): string {
  if (text.length > LONGEST_ATTRIBUTES) {
    throw badRequest(`Attributes exceeds the maximum length of ${LONGEST_ATTRIBUTES} characters`);
  }
  if (!isJsonObject(text)) throw badRequest("Attributes is not a valid JSON object");

  return text;
}

export function readAttributes(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(text) as Record<string, unknown>;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
