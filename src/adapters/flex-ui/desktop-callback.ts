import { type CallbackRequest, numberToDial } from "../../domain/callback-request.ts";
import type { DesktopCallback } from "../../domain/desktop/desktop-callback.ts";
import type { Routing } from "../../domain/routing.ts";
import type { TaskState } from "../../domain/task-state.ts";
import { readAttributes } from "../twilio-wire/task-attributes.ts";
import type { FlexTask } from "./flex/flex.ts";

/** `undefined`: the task is no callback. */
export function toDesktopCallback(task: FlexTask, workerId: string | undefined): DesktopCallback | undefined {
  const createdAt = task.dateCreated ?? UNKNOWN_MOMENT;
  const known = readAttributes(task.attributes, { createdAt, routing: routingOf(task) });
  if (!known) return undefined;

  return {
    task: { id: task.taskSid, state: stateOf(task.status), createdAt, ...known },
    mine: workerId !== undefined && task.workerSid === workerId,
    ...shownNumber(task, known.request),
    ...(task.queueName && { queueName: task.queueName }),
  };
}

/** Only where it is the same number: another plugin may have written another one into the task. */
function shownNumber(
  { formattedAttributes }: FlexTask,
  request: CallbackRequest,
): Pick<DesktopCallback, "shownNumber"> {
  const shown = formattedAttributes?.from;

  return shown && `+${shown.replace(/\D/g, "")}` === numberToDial(request) ? { shownNumber: shown } : {};
}

const UNKNOWN_MOMENT = new Date(Number.NaN);

function routingOf(task: FlexTask): Routing {
  return {
    workflowId: task.workflowSid,
    channel: task.taskChannelUniqueName,
    priority: task.priority,
    timeoutSeconds: task.timeout,
  };
}

/**
 * Flex shows the status of the agent's own reservation (https://www.twilio.com/docs/taskrouter/api/reservations), and of
 * the task itself where another agent holds it.
 */
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
