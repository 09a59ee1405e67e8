import { type Contact, numberToDial } from "../callback-request.ts";
import type { PhoneNumber } from "../phone-number.ts";
import type { TaskState } from "../task-state.ts";
import type { CallObstacle } from "./call-obstacle.ts";
import type { Activity, DeskCallback } from "./desktop-callback.ts";

/** What has become of "place call now" for a callback in its situation. */
export type CallButton =
  | { readonly kind: "hidden"; readonly reason: Exclude<Contact["kind"], "number"> }
  | { readonly kind: "enabled"; readonly number: PhoneNumber }
  | { readonly kind: "disabled"; readonly number: PhoneNumber; readonly reason: CallBlock };

/** Why the call cannot be placed now, said to the agent in words. */
export type CallBlock = TaskBlock | "calling-this-contact" | CallObstacle["kind"];

/** What about the task itself stands in the way, whatever the agent is about to do with it. */
export type TaskBlock =
  | "not-yours"
  | "not-accepted"
  | "in-wrap-up"
  | "ended"
  | "requeued"
  | "placing-call"
  | "requeueing";

export function callButton(
  callback: DeskCallback,
  activity: Activity,
  obstacle: CallObstacle | undefined,
): CallButton {
  const { contact } = callback.request;
  const number = numberToDial({ contact });
  if (contact.kind !== "number" || number === undefined) {
    return { kind: "hidden", reason: contact.kind === "withheld" ? "withheld" : "not-callable" };
  }

  const reason = taskBlock(callback, activity) ?? blockOf(obstacle, callback.taskId);

  return reason ? { kind: "disabled", number, reason } : { kind: "enabled", number };
}

/** What is furthest from being mended comes first, so that the agent is not sent from one reason to the next. */
export function taskBlock(callback: DeskCallback, activity: Activity): TaskBlock | undefined {
  if (callback.requeued === "done") return "requeued";
  if (callback.state !== "assigned") return STATE_BLOCKS[callback.state];
  if (!callback.mine) return "not-yours";
  if (callback.requeued === "begun") return "requeueing";

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
