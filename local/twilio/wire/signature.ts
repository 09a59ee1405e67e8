import { IncomingMessage } from "node:http";
import {
  getExpectedTwilioSignature,
  validateRequest,
  validateRequestWithBody,
} from "twilio/lib/webhooks/webhooks.js";

/** https://www.twilio.com/docs/usage/security#validating-requests */
export function isSignedByTwilio(
  request: IncomingMessage,
  body: string,
  url: string,
  authToken: string,
): boolean {
  const signature = request.headers["x-twilio-signature"];
  if (typeof signature !== "string") return false;
  if (new URL(url).searchParams.has("bodySHA256")) {
    return validateRequestWithBody(authToken, signature, url, body);
  }

  return validateRequest(authToken, signature, url, parametersOf(request, body));
}

/** Whether the request has Twilio's signature for a body of JSON: over the address, which has the body's hash. */
export async function isJsonSignedByTwilio(
  request: Request,
  address: string,
  authToken: string,
): Promise<boolean> {
  const signature = request.headers.get("x-twilio-signature");
  if (signature === null || !new URL(address).searchParams.has("bodySHA256")) return false;

  return validateRequestWithBody(authToken, signature, address, await request.clone().text());
}

/** The signature that Twilio puts on a form it posts to the URL. */
export function signatureOf(authToken: string, url: string, form: Readonly<Record<string, string>>): string {
  return getExpectedTwilioSignature(authToken, url, form);
}

/** The signature covers the fields of a form. It covers all values of a repeated field, sorted. */
function parametersOf(request: IncomingMessage, body: string): Record<string, string | string[]> {
  if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return {};

  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** The request again, for a second reader of its body. */
export function replayed(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const again = new IncomingMessage(request.socket);
  Object.assign(again, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor });
  again.push(body);
  again.push(null);
  again.complete = true;

  return again;
}
