import { type Contact, numberToDial } from "../callback-request.ts";
import { requeueStateOf } from "../callback-task.ts";
import type { PhoneNumber } from "../phone-number.ts";
import type { TaskState } from "../task-state.ts";
import type { CallObstacle } from "./call-obstacle.ts";
import { type Activity, type DesktopCallback, isBackInQueue } from "./desktop-callback.ts";

/** State of the "Place call" button. */
export type CallButton =
  | { readonly kind: "hidden"; readonly reason: Exclude<Contact["kind"], "number"> }
  | { readonly kind: "enabled"; readonly number: PhoneNumber }
  | { readonly kind: "disabled"; readonly number: PhoneNumber; readonly reason: CallBlock };

/** Why the agent cannot place the call now. The panel has a text for each reason. */
export type CallBlock = TaskBlock | "calling-this-contact" | CallObstacle["kind"];

/** Why the agent can neither call for the task nor put it back now. */
export type TaskBlock =
  | "not-yours"
  | "not-accepted"
  | "in-wrap-up"
  | "ended"
  | "requeued"
  | "placing-call"
  | "requeueing"
  | "ending";

export function callButton(
  callback: DesktopCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
): CallButton {
  const { contact } = callback.task.request;
  const number = numberToDial({ contact });
  if (number === undefined) {
    return { kind: "hidden", reason: contact.kind === "withheld" ? "withheld" : "not-callable" };
  }

  const reason = callBlock(callback, activity, obstacle);

  return reason ? { kind: "disabled", number, reason } : { kind: "enabled", number };
}

/** Why the agent cannot call anybody for the task now. */
export function callBlock(
  callback: DesktopCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
): CallBlock | undefined {
  return taskBlock(callback, activity) ?? blockOf(obstacle, callback.task.id);
}

/** The first reason that applies. The most permanent one comes first, so that the reason does not change step by step. */
export function taskBlock(callback: DesktopCallback, activity: Activity): TaskBlock | undefined {
  const { task, mine } = callback;
  if (isBackInQueue(task, activity)) return "requeued";
  if (task.state !== "assigned") return STATE_BLOCKS[task.state];
  if (!mine) return "not-yours";
  if (requeueStateOf(task) === "begun") return "requeueing";

  return activity === "idle" ? undefined : activity;
}

const STATE_BLOCKS: Record<Exclude<TaskState, "assigned">, TaskBlock> = {
  waiting: "not-accepted",
  offered: "not-accepted",
  "wrap-up": "in-wrap-up",
  completed: "ended",
  canceled: "ended",
};

function blockOf(obstacle: CallObstacle | undefined, taskId: string): CallBlock | undefined {
  return obstacle?.kind === "on-a-call" && obstacle.callbackTaskId === taskId
    ? "calling-this-contact"
    : obstacle?.kind;
}
