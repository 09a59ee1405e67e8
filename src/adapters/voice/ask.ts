import * as z from "zod/mini";
import { parseJson } from "../../domain/json.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { TwilioConnection, TwilioRequest } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf } from "../twilio-rest/twilio-fault.ts";

/**
 * Sends a request to a resource of Twilio without Twilio's SDK. The SDK's part for recordings is as large as everything else
 * that such a function loads.
 *
 * @param what names the request in the message of a fault
 * @param answer the schema of the answer
 * @returns the answer's JSON, or `undefined` when there is no such resource (404)
 * @throws Unavailable, also when the answer does not match the schema
 * @throws Rejected
 */
export async function ask<Answer extends z.ZodMiniType>(
  connection: TwilioConnection,
  request: TwilioRequest,
  { what, answer }: { readonly what: string; readonly answer: Answer },
): Promise<z.infer<Answer> | undefined> {
  const response = await connection.request(request).catch((error: unknown) => {
    throw asPortFault(error, what);
  });
  if (response.statusCode === 404) return undefined;
  if (response.statusCode >= 300) throw asPortFault(refusalOf(response), what);

  const read = z.safeParse(answer, parseJson(response.body));
  if (!read.success) throw new Unavailable(`${what}: Twilio answered in an unknown form`);

  return read.data;
}

/** The schema for answers that nobody reads, such as a deletion's. */
export const nothing = z.unknown();
