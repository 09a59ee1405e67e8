import { createHash, randomBytes } from "node:crypto";

/** A new SID, as Twilio makes them: two letters and 32 hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + randomBytes(16).toString("hex");
}

/** Always the same SID for the same name: the made-up account looks the same after every restart. */
export function fixedSid(prefix: string, name: string): string {
  return prefix + createHash("md5").update(`flex-callback-voicemail ${prefix} ${name}`).digest("hex");
}

export function isSid(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text);
}
