import type EventsV1 from "twilio/lib/rest/events/V1.js";
import type FlexV1 from "twilio/lib/rest/flexApi/V1.js";
import type ServerlessV1 from "twilio/lib/rest/serverless/V1.js";
import type StudioV2 from "twilio/lib/rest/studio/V2.js";
import type SyncV1 from "twilio/lib/rest/sync/V1.js";
import type TaskRouterV1 from "twilio/lib/rest/taskrouter/V1.js";
import { CredentialsRefused } from "../../ports/setup/credentials-refused.ts";
import { apiVersion } from "../twilio-rest/api-version.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { asPortFault } from "../twilio-rest/twilio-fault.ts";
import { withCredentialsCheck } from "./credentials-check.ts";

/** The APIs by which an account is set up, as the SDK's resources take them. */
export interface Apis {
  readonly taskRouter: TaskRouterV1.default;
  readonly sync: SyncV1.default;
  readonly serverless: ServerlessV1.default;
  readonly studio: StudioV2.default;
  readonly flex: FlexV1.default;
  readonly events: EventsV1.default;
}

export function apisOver(connection: TwilioConnection): Apis {
  const checked = withCredentialsCheck(connection);
  const version = (host: string, name: string) => apiVersion(checked, `https://${host}.twilio.com`, name);

  return {
    taskRouter: version("taskrouter", "v1"),
    sync: version("sync", "v1"),
    serverless: version("serverless", "v1"),
    studio: version("studio", "v2"),
    flex: version("flex-api", "v1"),
    events: version("events", "v1"),
  } as unknown as Apis;
}

/**
 * An account holds few of these resources. Not every list goes beyond 100 on a page.
 *
 * Frozen, because the SDK's `list` writes its callbacks into what it is given: of two lists at once that share it, one
 * would never end.
 */
export const ALL: Readonly<{ pageSize: number; limit: number }> = Object.freeze({
  pageSize: 100,
  limit: 1000,
});

/** Waits for the answer. A failure says what was being done. */
export async function asking<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw faultOf(error, what);
  }
}

/** The port's word for an error. Refused credentials have a word of their own already. */
export function faultOf(error: unknown, what: string): Error {
  return error instanceof CredentialsRefused ? error : asPortFault(error, what);
}
