import { Hono } from "hono";
import { badRequest, notFound } from "../../refusal.ts";
import { etagOf, requireMatch } from "../../wire/http/etags.ts";
import { formOf, queryOf } from "../../wire/http/exchange.ts";
import { pageOf } from "../../wire/http/paging.ts";
import { Params } from "../../wire/http/params.ts";
import { taskOf, workerOf } from "../store/lookup.ts";
import type { Reservation } from "../store/model.ts";
import type { Store } from "../store/store.ts";
import type { Views } from "./views.ts";

const STATUSES = [
  "pending",
  "accepted",
  "rejected",
  "timeout",
  "canceled",
  "rescinded",
  "wrapping",
  "completed",
] as const;

/** The address of a reservation is below its task or below its worker. */
export type Parent = "Tasks" | "Workers";

/** https://www.twilio.com/docs/taskrouter/api/reservations */
export function reservationRoutes(store: Store, views: Views, parent: Parent): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const params = new Params(query);
    const parentSid = c.req.param("parent") ?? "";
    const status = params.oneOf("ReservationStatus", STATUSES);
    const workerSid = params.text("WorkerSid");
    const selected = reservationsUnder(store, parent, parentSid).filter(
      (each) =>
        (status === undefined || each.status === status) &&
        (workerSid === undefined || each.workerSid === workerSid),
    );
    const address = `${views.base}/${parent}/${parentSid}/Reservations`;
    const { items, meta } = pageOf(selected, "reservations", address, query);

    return c.json({ reservations: items.map((each) => views.reservation(each, parent)), meta });
  });

  routes.get("/:sid", (c) => {
    const reservation = find(store, parent, c.req.param("parent") ?? "", c.req.param("sid"));

    return c.json(views.reservation(reservation, parent), 200, { ETag: etagOf(reservation) });
  });

  routes.post("/:sid", async (c) => {
    const form = await formOf(c);
    const reservation = find(store, parent, c.req.param("parent") ?? "", c.req.param("sid"));
    requireMatch(c, reservation);
    const changed = change(store, reservation, form);

    return c.json(views.reservation(changed, parent), 200, { ETag: etagOf(changed) });
  });

  return routes;
}

function reservationsUnder(store: Store, parent: Parent, sid: string): readonly Reservation[] {
  switch (parent) {
    case "Tasks":
      return store.state.reservationsOf(taskOf(store.state, sid).sid);
    case "Workers":
      return store.reservationsOfWorker(workerOf(store.state, sid).sid, STATUSES);
  }
}

function find(store: Store, parent: Parent, parentSid: string, sid: string): Reservation {
  const found = reservationsUnder(store, parent, parentSid).find((each) => each.sid === sid);
  if (!found) {
    const { workspaceSid } = store.state.account;
    throw notFound(`/Workspaces/${workspaceSid}/${parent}/${parentSid}/Reservations/${sid}`);
  }

  return found;
}

function change(store: Store, reservation: Reservation, form: Params): Reservation {
  const status = form.oneOf("ReservationStatus", STATUSES) ?? instructedStatus(form);
  switch (status) {
    case "accepted":
      return store.acceptReservation(reservation.sid);
    case "rejected":
      return store.rejectReservation(reservation.sid, form.text("WorkerActivitySid"));
    case "wrapping":
      return store.wrapUpReservation(reservation.sid);
    case "completed":
      return store.completeReservation(reservation.sid);
    case "pending":
    case "timeout":
    case "canceled":
    case "rescinded":
      throw badRequest(`ReservationStatus cannot be set to ${status}`);
  }
}

/** Other instructions would place calls, which the stand-in cannot. */
function instructedStatus(form: Params): "accepted" | "rejected" {
  const instruction = form.required("Instruction");
  if (instruction === "accept") return "accepted";
  if (instruction === "reject") return "rejected";

  throw badRequest(`Instruction ${instruction} is not available in the local stand-in`);
}
