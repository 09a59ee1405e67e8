import { parseJson } from "../../domain/json.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { TwilioConnection, TwilioRequest } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf } from "../twilio-rest/twilio-fault.ts";
import type { Read } from "../twilio-wire/shape.ts";

/**
 * Sends a request to a resource of Twilio without Twilio's SDK. The SDK's part for recordings is as large as everything else
 * that such a function loads.
 *
 * @param what names the request in the message of a fault
 * @param answer reads the answer
 * @returns the answer's JSON, or `undefined` when there is no such resource (404)
 * @throws Unavailable, also when the answer is in another form
 * @throws Rejected
 */
export async function ask<Answer>(
  connection: TwilioConnection,
  request: TwilioRequest,
  { what, answer }: { readonly what: string; readonly answer: Read<Answer> },
): Promise<Answer | undefined> {
  const response = await connection.request(request).catch((error: unknown) => {
    throw asPortFault(error, what);
  });
  if (response.statusCode === 404) return undefined;
  if (response.statusCode >= 300) throw asPortFault(refusalOf(response), what);

  const read = answer(parseJson(response.body));
  if (read === undefined) throw new Unavailable(`${what}: Twilio answered in an unknown form`);

  return read;
}

/** For answers that nobody reads, such as a deletion's. */
export const nothing: Read<true> = () => true;
