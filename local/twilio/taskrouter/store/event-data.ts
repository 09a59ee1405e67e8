import type { WorkspaceEvent } from "./events.ts";
import type { Reservation, Task, Worker } from "./model.ts";
import type { WorkspaceState } from "./state.ts";

export type EventData = Readonly<Record<string, string | number | boolean>>;

/**
 * What an event tells, under the names of the schema `TaskRouter.WDSEvent`:
 * https://www.twilio.com/docs/events/event-types/taskrouter/task. The REST API uses the same names in `event_data`.
 *
 * Unverified: that a field without a value is left out, and that a deleted task shows the state it was last in.
 */
export function eventData(state: WorkspaceState, event: WorkspaceEvent): EventData {
  return defined({
    workspace_sid: state.account.workspaceSid,
    workspace_name: state.workspace.friendlyName,
    event_description: descriptionOf(event),
    resource_type: resourceOf(event).type,
    resource_sid: resourceOf(event).sid,
    ...("task" in event ? taskData(state, event.task, event.kind) : {}),
    ...("reservation" in event ? reservationData(event.reservation) : {}),
    ...("worker" in event ? workerData(state, event.worker) : {}),
  });
}

/** The record that an event is most relevant to. */
export function resourceOf(event: WorkspaceEvent): {
  readonly type: "task" | "reservation" | "worker";
  readonly sid: string;
} {
  if ("reservation" in event) return { type: "reservation", sid: event.reservation.sid };
  if ("task" in event) return { type: "task", sid: event.task.sid };

  return { type: "worker", sid: event.worker.sid };
}

/** The words are unverified. */
export function descriptionOf(event: WorkspaceEvent): string {
  const { type, sid } = resourceOf(event);
  const [, what = ""] = event.kind.split(".", 2);

  return `${type[0]?.toUpperCase()}${type.slice(1)} ${sid} ${what}`;
}

function taskData(state: WorkspaceState, task: Task, kind: WorkspaceEvent["kind"]) {
  const now = state.clock.time();
  const channel = state.taskChannels.get(task.taskChannelSid);
  const { taskQueueEnteredDate: entered } = task;

  return {
    task_sid: task.sid,
    task_attributes: task.attributes,
    task_age: seconds(now - task.dateCreated),
    task_date_created: timeText(task.dateCreated),
    task_virtual_start_time: timeText(task.virtualStartTime),
    task_priority: task.priority,
    task_timeout: task.timeout,
    task_assignment_status: task.assignmentStatus,
    task_version: task.version,
    task_canceled_reason: kind === "task.canceled" ? task.reason : undefined,
    task_completed_reason: kind === "task.completed" ? task.reason : undefined,
    reason: task.reason,
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: channel?.uniqueName,
    task_channel_name: channel?.friendlyName,
    task_queue_sid: task.taskQueueSid,
    task_queue_name: state.taskQueues.get(task.taskQueueSid ?? "")?.friendlyName,
    task_queue_entered_date: entered === null ? undefined : timeText(entered),
    task_age_in_queue: entered === null ? undefined : seconds(now - entered),
    task_routing_target: task.routingTarget,
    workflow_sid: task.workflowSid,
    workflow_name: state.workflows.get(task.workflowSid)?.friendlyName,
  };
}

function reservationData({ sid, status, timeout, version }: Reservation) {
  return {
    reservation_sid: sid,
    reservation_status: status,
    reservation_timeout: timeout,
    reservation_version: version,
  };
}

function workerData(state: WorkspaceState, worker: Worker) {
  const activity = state.activities.get(worker.activitySid);

  return {
    worker_sid: worker.sid,
    worker_name: worker.friendlyName,
    worker_attributes: worker.attributes,
    worker_activity_sid: worker.activitySid,
    worker_activity_name: activity?.friendlyName,
    worker_available: activity?.available,
    worker_version: worker.version,
  };
}

export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

type Value = string | number | boolean;

function defined(fields: Readonly<Record<string, Value | null | undefined>>): EventData {
  return Object.fromEntries(
    Object.entries(fields).filter(
      (field): field is [string, Value] => field[1] !== undefined && field[1] !== null,
    ),
  );
}
