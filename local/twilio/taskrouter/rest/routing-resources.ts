import { Hono } from "hono";
import { formOf, queryOf } from "../../wire/http/exchange.ts";
import { pageOf } from "../../wire/http/paging.ts";
import { Params } from "../../wire/http/params.ts";
import { activityOf, taskChannelOf, taskQueueOf, workflowOf } from "../store/lookup.ts";
import type { WorkflowFields } from "../store/routing-rules.ts";
import type { Store } from "../store/store.ts";
import type { Views } from "./views.ts";

/** https://www.twilio.com/docs/taskrouter/api/workflow */
export function workflowRoutes(store: Store, views: Views): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const selected = named(store.state.workflows.values(), query);
    const { items, meta } = pageOf(selected, "workflows", `${views.base}/Workflows`, query);

    return c.json({ workflows: items.map((workflow) => views.workflow(workflow)), meta });
  });

  routes.post("/", async (c) => {
    const workflow = store.createWorkflow(workflowFields(await formOf(c)));

    return c.json(views.workflow(workflow), 201);
  });

  routes.get("/:sid", (c) => c.json(views.workflow(workflowOf(store.state, c.req.param("sid")))));

  routes.post("/:sid", async (c) => {
    const form = await formOf(c);
    const reEvaluateTasks = form.text("ReEvaluateTasks") === "true";
    const workflow = store.updateWorkflow(c.req.param("sid"), workflowFields(form), reEvaluateTasks);

    return c.json(views.workflow(workflow));
  });

  routes.delete("/:sid", (c) => {
    store.removeWorkflow(c.req.param("sid"));

    return c.body(null, 204);
  });

  return routes;
}

/** https://www.twilio.com/docs/taskrouter/api/task-queue */
export function taskQueueRoutes(store: Store, views: Views): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const selected = named(store.state.taskQueues.values(), query);
    const { items, meta } = pageOf(selected, "task_queues", `${views.base}/TaskQueues`, query);

    return c.json({ task_queues: items.map((queue) => views.taskQueue(queue)), meta });
  });

  routes.post("/", async (c) => {
    const form = await formOf(c);
    const queue = store.createTaskQueue({
      friendlyName: form.text("FriendlyName"),
      targetWorkers: form.text("TargetWorkers"),
      maxReservedWorkers: form.integer("MaxReservedWorkers"),
      taskOrder: form.oneOf("TaskOrder", ["FIFO", "LIFO"]),
    });

    return c.json(views.taskQueue(queue), 201);
  });

  routes.get("/:sid", (c) => c.json(views.taskQueue(taskQueueOf(store.state, c.req.param("sid")))));

  routes.delete("/:sid", (c) => {
    store.removeTaskQueue(c.req.param("sid"));

    return c.body(null, 204);
  });

  return routes;
}

/** https://www.twilio.com/docs/taskrouter/api/activity */
export function activityRoutes(store: Store, views: Views): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const selected = named(store.state.activities.values(), query);
    const { items, meta } = pageOf(selected, "activities", `${views.base}/Activities`, query);

    return c.json({ activities: items.map((activity) => views.activity(activity)), meta });
  });

  routes.get("/:sid", (c) => c.json(views.activity(activityOf(store.state, c.req.param("sid")))));

  return routes;
}

/** https://www.twilio.com/docs/taskrouter/api/task-channel */
export function taskChannelRoutes(store: Store, views: Views): Hono {
  const routes = new Hono();

  routes.get("/", (c) => {
    const query = queryOf(c);
    const all = [...store.state.taskChannels.values()];
    const { items, meta } = pageOf(all, "channels", `${views.base}/TaskChannels`, query);

    return c.json({ channels: items.map((channel) => views.taskChannel(channel)), meta });
  });

  routes.get("/:sid", (c) => c.json(views.taskChannel(taskChannelOf(store.state, c.req.param("sid")))));

  return routes;
}

function named<T extends { readonly friendlyName: string }>(
  all: Iterable<T>,
  query: URLSearchParams,
): readonly T[] {
  const name = new Params(query).text("FriendlyName");

  return [...all].filter((each) => name === undefined || each.friendlyName === name);
}

function workflowFields(form: Params): WorkflowFields {
  return {
    friendlyName: form.text("FriendlyName"),
    configuration: form.text("Configuration"),
    taskReservationTimeout: form.integer("TaskReservationTimeout"),
    assignmentCallbackUrl: form.text("AssignmentCallbackUrl"),
    fallbackAssignmentCallbackUrl: form.text("FallbackAssignmentCallbackUrl"),
  };
}
