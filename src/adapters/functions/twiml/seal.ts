import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { type Json, parseJson } from "../../../domain/json.ts";

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps what stands in an address from being read or changed by anybody else: AES-256-GCM with keys derived from the
 * contact centre's secret. What is sealed for one call cannot be opened for another.
 *
 * The nonce is a keyed hash of the content (as in https://www.rfc-editor.org/rfc/rfc5297), so that the same content
 * gives the same text, and no two contents share a nonce.
 */
export class Seal {
  readonly #key: Buffer;
  readonly #nonceKey: Buffer;

  constructor(secret: string) {
    this.#key = derived(secret, "content");
    this.#nonceKey = derived(secret, "nonce");
  }

  close(content: Json, callId: string): string {
    const text = JSON.stringify(content);
    const iv = createHmac("sha256", this.#nonceKey)
      .update(`${callId}\n${text}`)
      .digest()
      .subarray(0, IV_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, iv).setAAD(Buffer.from(callId));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);

    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
  }

  /** `undefined`: not sealed by us, for another call, or under another key. */
  open(sealed: string, callId: string): Json | undefined {
    const bytes = Buffer.from(sealed, "base64url");
    if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;

    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(callId))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)) + decipher.final("utf8");

      return parseJson(text);
    } catch {
      return undefined;
    }
  }
}

function derived(secret: string, what: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "flex-callback-voicemail", `wait menu: ${what}`, 32));
}
