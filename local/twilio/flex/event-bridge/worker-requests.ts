import { Hono } from "hono";
import { z } from "zod";
import { badRequest, notFound, preconditionFailed } from "../../refusal.ts";
import { reservationOf, taskOf, workerOf } from "../../taskrouter/store/lookup.ts";
import type { Reservation } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import type { Calls } from "../../telephony/calls.ts";
import {
  attributesSchema,
  type BridgeContext,
  type BridgeEnv,
  paramsOf,
  requireOwnWorker,
} from "./envelope.ts";
import type { BridgeRecords } from "./records.ts";

const OPEN = ["pending", "accepted", "wrapping"] as const;

const workerParams = z.object({
  ActivitySid: z.string().optional(),
  Attributes: attributesSchema.optional(),
  RejectPendingReservations: z.boolean().optional(),
});

const reservationParams = z.object({
  ReservationStatus: z.enum(["accepted", "rejected", "wrapping", "completed"]).optional(),
  Instruction: z.string().optional(),
  WorkerActivitySid: z.string().optional(),
});

/** Flex also says whether the call ends when the agent leaves. Here it always does: nobody else is in the call. */
const workerParticipantParams = z.object({ ReservationSid: z.string() });

const customerParticipantParams = z.object({ TaskSid: z.string(), Hold: z.boolean().optional() });

/** The client's requests about a worker and the worker's reservations. */
export function workerRequests(store: Store, records: BridgeRecords, calls: Calls): Hono<BridgeEnv> {
  const routes = new Hono<BridgeEnv>();
  const { state } = store;

  routes.get("/", (c) => c.json(list([...state.workers.values()].map((worker) => records.worker(worker)))));

  routes.get("/:worker", (c) => c.json(records.worker(workerOf(state, c.req.param("worker")))));

  routes.post("/:worker", async (c) => {
    const worker = workerOf(state, c.req.param("worker"));
    requireOwnWorker(c, worker.sid);
    requireVersion(c, worker.version);
    const params = await paramsOf(c, workerParams);
    const changes = { activitySid: params.ActivitySid, attributes: params.Attributes };

    return c.json(records.worker(store.updateWorker(worker.sid, changes, params.RejectPendingReservations)));
  });

  routes.get("/:worker/WorkerChannels", (c) => {
    const { sid } = workerOf(state, c.req.param("worker"));
    const channels = [...state.workerChannels.values()].filter((channel) => channel.workerSid === sid);

    return c.json(list(channels.map((channel) => records.workerChannel(channel))));
  });

  routes.get("/:worker/Reservations", (c) => {
    const { sid } = workerOf(state, c.req.param("worker"));

    return c.json(list(store.reservationsOfWorker(sid, OPEN).map((each) => records.reservation(each))));
  });

  routes.get("/:worker/Reservations/:sid", (c) =>
    c.json(records.reservation(findReservation(store, c.req.param("worker"), c.req.param("sid")))),
  );

  routes.post("/:worker/Reservations/:sid", async (c) => {
    const reservation = findReservation(store, c.req.param("worker"), c.req.param("sid"));
    requireOwnWorker(c, reservation.workerSid);
    requireVersion(c, reservation.version);
    const params = await paramsOf(c, reservationParams);

    return c.json(records.changedReservation(change(store, calls, reservation, params)));
  });

  routes.post("/:worker/WorkerParticipant", async (c) => {
    const { ReservationSid } = await paramsOf(c, workerParticipantParams);
    const reservation = findReservation(store, c.req.param("worker"), ReservationSid);
    requireOwnWorker(c, reservation.workerSid);

    return c.json(records.reservation(reservation));
  });

  routes.post("/:worker/CustomerParticipant", async (c) => {
    requireOwnWorker(c, c.req.param("worker"));
    const { TaskSid, Hold } = await paramsOf(c, customerParticipantParams);
    const task = taskOf(state, TaskSid);
    if (Hold !== undefined) calls.hold(task, Hold);

    return c.json(records.task(task));
  });

  return routes;
}

/** The client pages with `after_sid`. Here everything fits on one page. */
export function list<T>(contents: readonly T[]): { contents: readonly T[]; after_sid: null } {
  return { contents, after_sid: null };
}

/** Checks the version, if the client sends one. It does so only when told to. */
export function requireVersion(c: BridgeContext, version: number): void {
  if (c.env.ifMatch !== undefined && c.env.ifMatch !== String(version)) throw preconditionFailed();
}

function change(
  store: Store,
  calls: Calls,
  reservation: Reservation,
  params: z.infer<typeof reservationParams>,
): Reservation {
  switch (params.ReservationStatus) {
    case "accepted":
      return store.acceptReservation(reservation.sid);
    case "rejected":
      return store.rejectReservation(reservation.sid, params.WorkerActivitySid);
    case "wrapping":
      return store.wrapUpReservation(reservation.sid);
    case "completed":
      return store.completeReservation(reservation.sid);
    case undefined:
      return instruct(calls, reservation, params.Instruction);
  }
}

/** Flex itself uses only this instruction, for every call. Plugins may use others. */
function instruct(calls: Calls, reservation: Reservation, instruction: string | undefined): Reservation {
  if (instruction === undefined) throw badRequest("ReservationStatus or Instruction is required");
  if (instruction === "conference") return calls.connect(reservation);

  throw badRequest(`Instruction ${instruction} is not available in the local stand-in`);
}

function findReservation(store: Store, workerSid: string, sid: string): Reservation {
  const reservation = reservationOf(store.state, sid);
  if (reservation.workerSid !== workerSid) {
    const { workspaceSid } = store.state.account;
    throw notFound(`/Workspaces/${workspaceSid}/Workers/${workerSid}/Reservations/${sid}`);
  }

  return reservation;
}
