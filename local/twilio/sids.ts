import { createHash, randomBytes } from "node:crypto";

let drawHex = (): string => randomBytes(16).toString("hex");

/** From now on new SIDs are made of these 32 hexadecimal digits: a run that can be repeated draws them from its seed. */
export function drawSidsFrom(hex: () => string): void {
  drawHex = hex;
}

/** Makes a SID in Twilio's form: two letters and 32 hexadecimal digits. */
export function newSid(prefix: string): string {
  return prefix + drawHex();
}

/** Returns the same SID for the same name, so that the made-up account is the same after every restart. */
export function fixedSid(prefix: string, name: string): string {
  return prefix + createHash("md5").update(`flex-callback-voicemail ${prefix} ${name}`).digest("hex");
}

export function isSid(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text);
}
