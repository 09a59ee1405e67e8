import { defined } from "../../domain/defined.ts";
import { parseJson } from "../../domain/json.ts";
import { MAX_TIMEOUT_SECONDS, type Routing } from "../../domain/routing.ts";
import type { TaskEnd, TaskEvent } from "../../domain/task-event.ts";
import { count, fields, oneOf, type Read, text } from "./shape.ts";
import { readAttributes } from "./task-attributes.ts";
import { STATE_OF } from "./task-status.ts";
import { toDate } from "./values.ts";

/** The events of a task that we follow, as TaskRouter names them: https://www.twilio.com/docs/taskrouter/api/event/reference */
export const TASK_EVENTS = [
  "task.created",
  "task.updated",
  "task.wrapup",
  "task.canceled",
  "task.completed",
  "task.deleted",
  "task.system-deleted",
] as const;

export type TaskEventName = (typeof TASK_EVENTS)[number];

/**
 * Reads what TaskRouter says of a task: the payload of Event Streams, or `event_data` of its log, which names the same
 * fields but writes numbers as text and leaves some out. `undefined`: not a task of ours, or nothing that we follow.
 *
 * @param at when it happened
 */
export function readTaskEvent(eventType: string, payload: unknown, at: Date): TaskEvent | undefined {
  const name = TASK_EVENTS.find((each) => each === eventType);
  const told = name && FIELDS(payload);
  if (!told) return undefined;

  const createdAt = inWholeSeconds(
    toDate(told.task_date_created ?? "") ?? new Date(at.getTime() - (told.task_age ?? 0) * 1000),
  );
  const read = readAttributes(parseJson(told.task_attributes), {
    createdAt,
    routing: routingOf(told, createdAt),
  });
  if (!read) return undefined;

  const state = STATE_OF[told.task_assignment_status ?? "pending"];
  const event = { task: { id: told.task_sid, state, createdAt, ...read }, at };
  switch (name) {
    case "task.created":
      return { ...event, kind: "created" };
    case "task.updated":
    case "task.wrapup":
      return { ...event, kind: "changed" };
    case "task.canceled":
      return { ...event, kind: "ended", end: endOf("canceled", told.task_canceled_reason, told, at) };
    case "task.completed":
      return { ...event, kind: "ended", end: endOf("completed", told.task_completed_reason, told, at) };
    case "task.deleted":
      return { ...event, kind: "ended", end: endOf("deleted", undefined, told, at) };
    case "task.system-deleted":
      return { ...event, kind: "ended", end: endOf("system-deleted", undefined, told, at) };
  }
}

/**
 * TaskRouter's own reasons for canceling a task. Its documentation has "Task TTL Exceeded"; live centres have seen
 * "Task TTL Exceeded or Max assignment count exceeded" and texts that name the workflow.
 */
const QUEUES_REASON = /TTL|Max assignment|Workflow/i;

function endOf(how: TaskEnd["how"], told: string | undefined, fields: Fields, at: Date): TaskEnd {
  const reason = told || fields.reason || undefined;

  return {
    how,
    at,
    isQueuesReason: QUEUES_REASON.test(reason ?? ""),
    ...defined({ reason, ageSeconds: fields.task_age }),
  };
}

type Fields = NonNullable<ReturnType<typeof FIELDS>>;

const STATUSES = Object.keys(STATE_OF) as (keyof typeof STATE_OF)[];

/** The log writes numbers as text. */
const whole: Read<number> = (value) => count(text(value)?.trim() ? Number(value) : value);

/** All of Twilio's examples carry the first two; what else is missing is made up for. */
const FIELDS = fields(
  { task_sid: text, task_attributes: text },
  {
    task_age: whole,
    task_assignment_status: oneOf(STATUSES),
    task_canceled_reason: text,
    task_channel_unique_name: text,
    task_completed_reason: text,
    task_date_created: text,
    task_priority: whole,
    task_timeout: whole,
    task_virtual_start_time: text,
    reason: text,
    workflow_sid: text,
  },
);

/** Of a time-out that is not told, the longest: it does not make an end the queue's. */
function routingOf(fields: Fields, createdAt: Date): Routing {
  const startedAt = toDate(fields.task_virtual_start_time ?? "");
  const queuedSince = startedAt && inWholeSeconds(startedAt);

  return {
    channel: fields.task_channel_unique_name ?? "default",
    priority: fields.task_priority ?? 0,
    timeoutSeconds: fields.task_timeout ?? MAX_TIMEOUT_SECONDS,
    ...defined({ workflowId: fields.workflow_sid }),
    ...(queuedSince && queuedSince < createdAt && { queuedSince }),
  };
}

/** As TaskRouter's list of tasks tells it: what is made of both must be the same. */
function inWholeSeconds(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}
