import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { DeskCallback, Requeued } from "../../domain/desktop/desktop-callback.ts";
import type { Routing } from "../../domain/routing.ts";
import type { TaskState } from "../../domain/task-state.ts";
import type { RequeueMark } from "../../ports/callback-tasks.ts";
import type { FlexTask } from "./flex/flex.ts";

/** Reads what a task's attributes say; `undefined` when it is no callback. */
export type ReadAttributes = (
  attributes: unknown,
  facts: { readonly createdAt: Date; readonly routing: Routing },
) => { readonly request: CallbackRequest; readonly requeued?: RequeueMark } | undefined;

export function toDeskCallback(
  task: FlexTask,
  workerId: string | undefined,
  read: ReadAttributes,
): DeskCallback | undefined {
  const createdAt = task.dateCreated ?? UNKNOWN_MOMENT;
  const known = read(task.attributes, { createdAt, routing: routingOf(task) });
  if (!known) return undefined;

  return {
    taskId: task.taskSid,
    request: known.request,
    requeued: requeuedBy(known.requeued),
    state: stateOf(task.status),
    mine: workerId !== undefined && task.workerSid === workerId,
    ...(task.queueName && { queueName: task.queueName }),
  };
}

const UNKNOWN_MOMENT = new Date(Number.NaN);

function requeuedBy(mark: RequeueMark | undefined): Requeued {
  if (!mark) return "no";

  return mark.taskId === undefined ? "begun" : "done";
}

function routingOf(task: FlexTask): Routing {
  return {
    workflowId: task.workflowSid,
    channel: task.taskChannelUniqueName,
    priority: task.priority,
    timeoutSeconds: task.timeout,
  };
}

/** The desk sees reservations: https://www.twilio.com/docs/taskrouter/api/reservations, and tasks of others. */
function stateOf(reservationStatus: string): TaskState {
  switch (reservationStatus) {
    case "accepted":
    case "assigned":
      return "assigned";
    case "wrapping":
      return "wrap-up";
    case "completed":
      return "completed";
    case "pending":
    case "reserved":
      return "offered";
    default:
      return "canceled";
  }
}
