import { Hono } from "hono";
import { badRequest } from "../../refusal.ts";
import { etagOf, requireMatch } from "../../wire/http/etags.ts";
import { formOf, queryOf } from "../../wire/http/exchange.ts";
import { pageOf } from "../../wire/http/paging.ts";
import { Params } from "../../wire/http/params.ts";
import type { RateLimit } from "../../wire/http/rate-limit.ts";
import { taskOf } from "../store/lookup.ts";
import type { Store } from "../store/store.ts";
import { selectTasks } from "./task-list.ts";
import type { Views } from "./views.ts";

const STATUSES = ["pending", "reserved", "assigned", "canceled", "wrapping", "completed"] as const;

/** https://www.twilio.com/docs/taskrouter/api/task */
export function taskRoutes(store: Store, views: Views, evaluations: RateLimit): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    if (query.has("EvaluateTaskAttributes")) evaluations.take();
    const selected = selectTasks(store.state, new Params(query));
    const { items, meta } = pageOf(selected, "tasks", `${views.base}/Tasks`, query);

    return c.json({ tasks: items.map((task) => views.task(task)), meta });
  });

  routes.post("/", async (c) => {
    const form = await formOf(c);
    const task = store.createTask({
      attributes: form.text("Attributes"),
      workflowSid: form.text("WorkflowSid"),
      taskChannel: form.text("TaskChannel"),
      priority: form.integer("Priority"),
      timeout: form.integer("Timeout"),
      virtualStartTime: form.time("VirtualStartTime"),
      routingTarget: form.text("RoutingTarget"),
      ignoreCapacity: readIgnoreCapacity(form.text("IgnoreCapacity")),
      taskQueueSid: form.text("TaskQueueSid"),
    });

    return c.json(views.task(task), 201, { ETag: etagOf(task) });
  });

  routes.get("/:sid", (c) => {
    const task = taskOf(store.state, c.req.param("sid"));

    return c.json(views.task(task), 200, { ETag: etagOf(task) });
  });

  routes.post("/:sid", async (c) => {
    const form = await formOf(c);
    const { sid } = taskOf(store.state, c.req.param("sid"));
    requireMatch(c, taskOf(store.state, sid));
    const assignmentStatus = form.oneOf("AssignmentStatus", STATUSES);
    if (assignmentStatus === "canceled" || assignmentStatus === "completed") requireReason(form);
    const task = store.updateTask(sid, {
      attributes: form.text("Attributes"),
      assignmentStatus,
      reason: form.text("Reason"),
      priority: form.integer("Priority"),
      taskChannel: form.text("TaskChannel"),
      virtualStartTime: form.time("VirtualStartTime"),
    });

    return c.json(views.task(task), 200, { ETag: etagOf(task) });
  });

  routes.delete("/:sid", (c) => {
    const task = taskOf(store.state, c.req.param("sid"));
    requireMatch(c, task);
    store.deleteTask(task.sid);

    return c.body(null, 204);
  });

  return routes;
}

/** `true`, `1` and `yes` mean yes, everything else no. */
function readIgnoreCapacity(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : ["true", "1", "yes"].includes(text);
}

/** Twilio's documentation requires a reason here. Unverified: that Twilio refuses a request without one. */
function requireReason(form: Params): void {
  if (!form.text("Reason")) throw badRequest("Reason field is required");
}
