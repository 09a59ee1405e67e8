import type { TaskInstance } from "twilio/lib/rest/taskrouter/v1/workspace/task.js";
import type { CallbackTask } from "../../domain/callback-task.ts";
import { parseJson } from "../../domain/json.ts";
import type { Routing } from "../../domain/routing.ts";
import { readAttributes } from "../twilio-wire/task-attributes.ts";
import { STATE_OF } from "../twilio-wire/task-status.ts";

/** `undefined`: the task is no callback, or the answer was no task at all. */
export function readTask(instance: TaskInstance): CallbackTask | undefined {
  if (typeof instance.attributes !== "string") return undefined;
  const createdAt = instance.dateCreated;
  const read = readAttributes(parseJson(instance.attributes), { createdAt, routing: routingOf(instance) });

  return read && { id: instance.sid, state: STATE_OF[instance.assignmentStatus], createdAt, ...read };
}

function routingOf(instance: TaskInstance): Routing {
  const { virtualStartTime, dateCreated } = instance;
  const keptPlace = virtualStartTime && virtualStartTime.getTime() !== dateCreated.getTime();

  return {
    workflowId: instance.workflowSid,
    channel: instance.taskChannelUniqueName,
    priority: instance.priority,
    timeoutSeconds: instance.timeout,
    ...(keptPlace && { queuedSince: virtualStartTime }),
  };
}
