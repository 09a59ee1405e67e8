import * as z from "zod/mini";
import { Unavailable } from "../../ports/faults.ts";
import type { TwilioConnection, TwilioRequest } from "../twilio-rest/connection.ts";
import { asPortFault, refusalOf } from "../twilio-rest/twilio-fault.ts";

/**
 * Asks a resource of Twilio's without its SDK, whose part for recordings is as large as all else that such a
 * function loads.
 *
 * @returns the answer's JSON, or `undefined` when there is no such resource
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

  const read = z.safeParse(answer, parsedOrUndefined(response.body));
  if (!read.success) throw new Unavailable(`${what}: Twilio answered in an unknown form`);

  return read.data;
}

/** What a deletion answers. */
export const nothing = z.unknown();

function parsedOrUndefined(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
