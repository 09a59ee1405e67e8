import { createHash } from "node:crypto";
import { studioPath } from "../../../src/adapters/twilio-wire/paths.ts";
import type { LocalAccount } from "../account.ts";
import { signatureOf } from "../wire/signature.ts";
import type { BatchTranscriptions } from "./batch-transcriptions.ts";

/**
 * Sends the results of Batch Transcription to the functions, as the webhook of the configuration.
 *
 * The signature is the one for JSON: over an address that contains the body's hash. Unverified: that Batch Transcription signs
 * in this way. https://www.twilio.com/docs/usage/security#validating-requests
 */
export function sendTranscriptions(
  twilio: { readonly account: LocalAccount; readonly batchTranscriptions: BatchTranscriptions },
  functionsUrl: string,
): void {
  twilio.batchTranscriptions.onResult((result) => {
    const body = JSON.stringify(result);
    const hash = createHash("sha256").update(body).digest("hex");
    const url = `${functionsUrl}${studioPath("transcription-status")}?bodySHA256=${hash}`;
    const headers = {
      "Content-Type": "application/json",
      "X-Twilio-Signature": signatureOf(twilio.account.authToken, url, {}),
    };

    fetch(url, { method: "POST", headers, body }).then(
      (answer) => answer.ok || console.error(`The transcription's webhook answered ${answer.status}`),
      (error: unknown) => console.error("The transcription's webhook was not reached:", error),
    );
  });
}
