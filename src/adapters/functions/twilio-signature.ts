import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks.js";
import { fieldsOf, isForm, type ReceivedRequest } from "./fetch-request.ts";

/**
 * Whether Twilio made this request: https://www.twilio.com/docs/usage/security#validating-requests
 *
 * @param publicUrl the address that Twilio called, with the query
 */
export function isSignedByTwilio(request: ReceivedRequest, publicUrl: string, authToken: string): boolean {
  const { url, headers, body } = request;
  const signature = headers.get("x-twilio-signature");
  if (signature === null) return false;
  if (url.searchParams.has("bodySHA256"))
    return validateRequestWithBody(authToken, signature, publicUrl, body);
  if (isForm(headers)) {
    return validateRequest(authToken, signature, publicUrl, fieldsOf(new URLSearchParams(body)));
  }

  // Without a hash in the address, the signature does not cover a body that is no form.
  return body === "" && validateRequest(authToken, signature, publicUrl, {});
}
