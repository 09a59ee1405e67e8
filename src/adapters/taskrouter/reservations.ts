import type { ApiVersion } from "../twilio-rest/api-version.ts";
import { serverTime } from "./task-listing.ts";

/** What we read of a reservation: https://www.twilio.com/docs/taskrouter/api/reservations */
interface Reservation {
  readonly task_sid: string;
  readonly worker_sid: string;
  readonly worker_name: string;
  readonly reservation_status: string;
}

interface ReservationsAnswer {
  readonly body: { readonly reservations: readonly Reservation[] };
  readonly headers: unknown;
}

interface Asked {
  readonly ReservationStatus?: "accepted" | "wrapping";
  readonly PageSize: number;
}

/** The reservations of a task: whom it was offered, and what became of that. */
export async function reservationsOf(
  version: ApiVersion,
  { workspaceSid, taskSid }: { readonly workspaceSid: string; readonly taskSid: string },
  asked: Asked,
): Promise<readonly Reservation[]> {
  const uri = `/Workspaces/${workspaceSid}/Tasks/${taskSid}/Reservations`;

  return (await fetchReservations(version, uri, asked)).body.reservations;
}

/** The tasks that an agent has accepted and not completed, a few at a time, and when TaskRouter told so. */
export async function heldTasks(
  version: ApiVersion,
  { workspaceSid, workerSid }: { readonly workspaceSid: string; readonly workerSid: string },
): Promise<{ readonly taskSids: readonly string[]; readonly at: Date }> {
  const uri = `/Workspaces/${workspaceSid}/Workers/${workerSid}/Reservations`;
  const [accepted, wrapping] = await Promise.all([
    fetchReservations(version, uri, { ReservationStatus: "accepted", PageSize: 50 }),
    fetchReservations(version, uri, { ReservationStatus: "wrapping", PageSize: 50 }),
  ]);
  const held = [...accepted.body.reservations, ...wrapping.body.reservations];

  return { taskSids: [...new Set(held.map(({ task_sid }) => task_sid))], at: serverTime(accepted.headers) };
}

/** By the SDK's version of the API alone: its resource for reservations would add 13 kB to every bundle. */
async function fetchReservations(
  version: ApiVersion,
  uri: string,
  params: Asked,
): Promise<ReservationsAnswer> {
  return (await version.fetchWithResponseInfo({ uri, method: "get", params })) as ReservationsAnswer;
}
