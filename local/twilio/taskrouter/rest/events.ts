import { Hono } from "hono";
import { badRequest, notFound } from "../../refusal.ts";
import { isoTime } from "../../wire/http/dates.ts";
import { queryOf } from "../../wire/http/exchange.ts";
import { pageOf } from "../../wire/http/paging.ts";
import { Params } from "../../wire/http/params.ts";
import type { EventLog, LoggedEvent } from "../store/event-log.ts";
import type { Store } from "../store/store.ts";
import { findTaskChannel } from "../store/task-requests.ts";
import type { View, Views } from "./views.ts";

const DEFAULT_MINUTES = 15;

/** The filters that name a record, and the field of an event's data that has its SID. */
const SID_FILTERS = {
  TaskSid: "task_sid",
  TaskQueueSid: "task_queue_sid",
  WorkflowSid: "workflow_sid",
  WorkerSid: "worker_sid",
  ReservationSid: "reservation_sid",
} as const;

const RESOURCE_FOLDERS = { task: "Tasks", reservation: "Reservations", worker: "Workers" } as const;

/**
 * https://www.twilio.com/docs/taskrouter/api/event. Unverified: that the latest event comes first, and what counts of
 * several times that are given.
 */
export function eventRoutes(store: Store, log: EventLog, views: Views): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const selected = selectEvents(store, log, new Params(query));
    const { items, meta } = pageOf(selected, "events", `${views.base}/Events`, query);

    return c.json({
      events: items.map((event) => viewOf(store, views, event)),
      meta: log.hasPages ? meta : { ...meta, next_page_url: null },
    });
  });

  routes.get("/:sid", (c) => {
    const sid = c.req.param("sid");
    const found = log.list().find((event) => event.sid === sid);
    if (!found) throw notFound(`/Workspaces/${store.state.account.workspaceSid}/Events/${sid}`);

    return c.json(viewOf(store, views, found));
  });

  return routes;
}

function selectEvents(store: Store, log: EventLog, query: Params): readonly LoggedEvent[] {
  const to = query.time("EndDate") ?? Number.POSITIVE_INFINITY;
  const from = query.time("StartDate") ?? minutesBefore(query, Math.min(to, store.state.clock.time()));
  const kind = query.text("EventType");
  const sid = query.text("Sid");
  const channel = query.text("TaskChannel");
  const channelSid = channel === undefined ? undefined : findTaskChannel(store.state, channel).sid;
  const wanted = Object.entries(SID_FILTERS).flatMap(([name, field]) => {
    const value = query.text(name);
    return value === undefined ? [] : [[field, value] as const];
  });

  return log
    .list()
    .filter(
      (event) =>
        event.at >= from &&
        event.at <= to &&
        (kind === undefined || event.kind === kind) &&
        (sid === undefined || event.sid === sid) &&
        (channelSid === undefined || event.data.task_channel_sid === channelSid) &&
        wanted.every(([field, value]) => event.data[field] === value),
    );
}

function minutesBefore(query: Params, time: number): number {
  const minutes = query.integer("Minutes") ?? DEFAULT_MINUTES;
  if (minutes < 0) throw badRequest("Minutes is not valid");

  return time - minutes * 60_000;
}

/** Twilio's example shows the numbers of `event_data` as text. */
function viewOf(store: Store, views: Views, event: LoggedEvent): View {
  const { accountSid, workspaceSid } = store.state.account;

  return {
    account_sid: accountSid,
    workspace_sid: workspaceSid,
    actor_sid: workspaceSid,
    actor_type: "workspace",
    actor_url: views.base,
    description: event.description,
    event_data: Object.fromEntries(Object.entries(event.data).map(([name, value]) => [name, String(value)])),
    event_date: isoTime(event.at),
    event_date_ms: event.at,
    event_type: event.kind,
    resource_sid: event.resource.sid,
    resource_type: event.resource.type,
    resource_url: `${views.base}/${RESOURCE_FOLDERS[event.resource.type]}/${event.resource.sid}`,
    sid: event.sid,
    source: "twilio",
    source_ip_address: "127.0.0.1",
    url: `${views.base}/Events/${event.sid}`,
  };
}
