import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { serverTime } from "./task-listing.ts";

/** The SDK's own resource for this would add 12 kB to every bundle. */
interface ReservationsAnswer {
  readonly body: { readonly reservations: readonly { readonly task_sid: string }[] };
  readonly headers: unknown;
}

/**
 * The tasks that an agent has accepted and not completed, a few at a time, and when TaskRouter told so.
 * https://www.twilio.com/docs/taskrouter/api/reservations
 */
export async function heldTasks(
  version: ApiVersion,
  workspaceSid: string,
  workerSid: string,
): Promise<{ readonly taskSids: readonly string[]; readonly at: Date }> {
  const uri = `/Workspaces/${workspaceSid}/Workers/${workerSid}/Reservations`;
  const [accepted, wrapping] = await Promise.all([reservations("accepted"), reservations("wrapping")]);
  const held = [...accepted.body.reservations, ...wrapping.body.reservations];

  return { taskSids: [...new Set(held.map(({ task_sid }) => task_sid))], at: serverTime(accepted.headers) };

  async function reservations(ReservationStatus: string): Promise<ReservationsAnswer> {
    const params = { ReservationStatus, PageSize: 50 };

    return (await version.fetchWithResponseInfo({ uri, method: "get", params })) as ReservationsAnswer;
  }
}
