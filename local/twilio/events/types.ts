import type { WorkspaceEvent } from "../taskrouter/store/events.ts";

const TASKROUTER = "com.twilio.taskrouter.";

/** The events of TaskRouter that this Twilio sends. */
const KINDS: readonly WorkspaceEvent["kind"][] = [
  "task.created",
  "task.updated",
  "task.canceled",
  "task.wrapup",
  "task.completed",
  "task.deleted",
  "task.system-deleted",
  "task-queue.entered",
  "reservation.created",
  "reservation.accepted",
  "reservation.rejected",
  "reservation.timeout",
  "reservation.canceled",
  "reservation.rescinded",
  "reservation.wrapup",
  "reservation.completed",
  "worker.activity.update",
  "worker.attributes.update",
  "worker.capacity.update",
  "worker.channel.availability.update",
];

/** Events of TaskRouter and of others that can be subscribed to, though they never happen here. */
const NEVER_HAPPEN = [
  "com.twilio.taskrouter.reservation.failed",
  "com.twilio.taskrouter.workflow.entered",
  "com.twilio.taskrouter.workflow.timeout",
  "com.twilio.messaging.message.delivered",
  "com.twilio.voice.insights.call-summary.complete",
];

/** https://www.twilio.com/docs/events/event-types */
export const EVENT_TYPES: readonly string[] = [...KINDS.map(typeOf), ...NEVER_HAPPEN];

export const TASKROUTER_SCHEMA = "TaskRouter.WDSEvent";
/** https://www.twilio.com/docs/events/event-types/taskrouter/task */
export const LATEST_VERSION = 4;

export function typeOf(kind: WorkspaceEvent["kind"]): string {
  return `${TASKROUTER}${kind}`;
}
