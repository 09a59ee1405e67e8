import { Hono } from "hono";
import { z } from "zod";
import { Refusal } from "../../refusal.ts";
import { taskOf } from "../../taskrouter/store/lookup.ts";
import type { Task } from "../../taskrouter/store/model.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import {
  attributesSchema,
  type BridgeContext,
  type BridgeEnv,
  paramsOf,
  requireOwnWorker,
} from "./envelope.ts";
import type { BridgeRecords } from "./records.ts";
import { requireVersion } from "./worker-requests.ts";

const time = z.iso.datetime().transform((text) => Date.parse(text));

const newTaskParams = z.object({
  Attributes: attributesSchema,
  WorkflowSid: z.string(),
  TaskQueueSid: z.string(),
  RoutingTarget: z.string(),
  TaskChannelUniqueName: z.string().optional(),
  TaskChannelSid: z.string().optional(),
  VirtualStartTime: time.optional(),
});

const taskParams = z.object({
  Attributes: attributesSchema.optional(),
  AssignmentStatus: z.enum(["wrapping", "completed"]).optional(),
  Reason: z.string().optional(),
  VirtualStartTime: time.optional(),
});

/** The client's requests about tasks: new outbound tasks of the agent, and tasks that the agent holds. */
export function taskRequests(store: Store, records: BridgeRecords): Hono<BridgeEnv> {
  const routes = new Hono<BridgeEnv>();

  routes.post("/", async (c) => {
    const params = await paramsOf(c, newTaskParams);
    requireOwnWorker(c, params.RoutingTarget);
    const task = store.createTask({
      attributes: params.Attributes,
      workflowSid: params.WorkflowSid,
      taskQueueSid: params.TaskQueueSid,
      taskChannel: params.TaskChannelUniqueName ?? params.TaskChannelSid,
      routingTarget: params.RoutingTarget,
      virtualStartTime: params.VirtualStartTime,
    });

    return c.json(records.task(task));
  });

  routes.get("/:sid", (c) => c.json(records.task(taskOf(store.state, c.req.param("sid")))));

  routes.post("/:sid", async (c) => {
    const task = taskOf(store.state, c.req.param("sid"));
    requireHolder(c, store, task);
    requireVersion(c, task.version);
    const params = await paramsOf(c, taskParams);
    const changed = store.updateTask(task.sid, {
      attributes: params.Attributes,
      assignmentStatus: params.AssignmentStatus,
      reason: params.Reason,
      virtualStartTime: params.VirtualStartTime,
    });

    return c.json(records.task(changed));
  });

  return routes;
}

/** A worker may change only a task that they were offered. Unverified: status and code. */
function requireHolder(c: BridgeContext, store: Store, task: Task): void {
  const workers = store.state.reservationsOf(task.sid).map(({ workerSid }) => workerSid);
  const own = workers.find((sid) => sid === c.env.caller.workerSid);
  const [somebody] = workers;
  if (own === undefined && somebody === undefined) throw new Refusal(403, 20403, "Forbidden");
  requireOwnWorker(c, own ?? somebody ?? "");
}
