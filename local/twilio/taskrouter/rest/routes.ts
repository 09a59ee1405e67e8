import { Hono } from "hono";
import { notFound } from "../../refusal.ts";
import { isoTime } from "../../wire/http/dates.ts";
import { RateLimit } from "../../wire/http/rate-limit.ts";
import type { Store } from "../store/store.ts";
import { eventRoutes } from "./events.ts";
import { reservationRoutes } from "./reservations.ts";
import { activityRoutes, taskChannelRoutes, taskQueueRoutes, workflowRoutes } from "./routing-resources.ts";
import { statisticsRoutes } from "./statistics.ts";
import { taskRoutes } from "./tasks.ts";
import { type View, Views } from "./views.ts";
import { workerRoutes } from "./workers.ts";

/** https://twilio.com/en-us/changelog/taskrouter-endpoint-rate-limit-correction */
const EXPRESSIONS_PER_SECOND = 3;

/** taskrouter.twilio.com */
export function taskRouterRoutes(store: Store): Hono {
  const routes = new Hono();
  const views = new Views(store);
  const { clock } = store.state;

  routes.use("/v1/Workspaces/:workspace/*", async (c, next) => {
    const sid = c.req.param("workspace");
    if (sid !== store.state.account.workspaceSid) throw notFound(`/Workspaces/${sid}`);
    await next();
  });
  routes.get("/v1/Workspaces/:workspace", (c) => c.json(workspaceView(store, views)));

  const mount = (path: string, resource: Hono) => {
    routes.route(`/v1/Workspaces/:workspace/${path}`, resource);
  };
  mount("Tasks/:parent/Reservations", reservationRoutes(store, views, "Tasks"));
  mount("Workers/:parent/Reservations", reservationRoutes(store, views, "Workers"));
  mount("Tasks", taskRoutes(store, views, new RateLimit(clock, EXPRESSIONS_PER_SECOND)));
  mount("Workers", workerRoutes(store, views, new RateLimit(clock, EXPRESSIONS_PER_SECOND)));
  mount("Workflows", statisticsRoutes(store, views));
  mount("Workflows", workflowRoutes(store, views));
  mount("TaskQueues", taskQueueRoutes(store, views));
  mount("Activities", activityRoutes(store, views));
  mount("TaskChannels", taskChannelRoutes(store, views));
  mount("Events", eventRoutes(store, store.log, views));

  return routes;
}

function workspaceView(store: Store, views: Views): View {
  const { account, activities, workspace } = store.state;
  const nameOf = (sid: string) => activities.get(sid)?.friendlyName ?? null;
  const links = [
    "Activities",
    "Tasks",
    "TaskChannels",
    "TaskQueues",
    "Workers",
    "Workflows",
    "Events",
    "Statistics",
  ];

  return {
    account_sid: account.accountSid,
    sid: workspace.sid,
    friendly_name: workspace.friendlyName,
    default_activity_sid: workspace.defaultActivitySid,
    default_activity_name: nameOf(workspace.defaultActivitySid),
    timeout_activity_sid: workspace.timeoutActivitySid,
    timeout_activity_name: nameOf(workspace.timeoutActivitySid),
    event_callback_url: "",
    events_filter: null,
    multi_task_enabled: true,
    prioritize_queue_order: "FIFO",
    date_created: isoTime(workspace.dateCreated),
    date_updated: isoTime(workspace.dateCreated),
    url: views.base,
    links: Object.fromEntries(links.map((name) => [snakeCase(name), `${views.base}/${name}`])),
  };
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, "_$&").toLowerCase();
}
