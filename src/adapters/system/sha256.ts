import { createHash } from "node:crypto";

/** A short name for the text: the same everywhere, and it gives nothing of the text away. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
