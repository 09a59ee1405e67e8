import { type CallbackTask, isBeingCalledOff, isBeingFollowed, isBeingJoined } from "../callback-task.ts";
import { isOpen } from "../task-state.ts";
import { needsNext } from "./follow.ts";
import type { Pace } from "./pace.ts";

export type CancelStep =
  /** It ended otherwise, or is gone. */
  | { readonly kind: "ended" }
  /** It was canceled before. */
  | { readonly kind: "canceled" }
  /** Somebody moved it: what waits now is the task that takes its place. */
  | { readonly kind: "follow" }
  /** An agent has it, or it is being offered, which does not always matter. */
  | { readonly kind: "taken" }
  /** Somebody makes the task that follows it, or takes it away. */
  | { readonly kind: "wait" }
  /** Note the end. A mark whose maker died comes off: nothing follows what is canceled. */
  | { readonly kind: "note" }
  /** The end is noted, and still counts: cancel it, by the revision of the note. */
  | { readonly kind: "cancel" };

/** Why a request is called off that waits. `served`: the contact called by themselves, and was spoken to. */
export type CalledOffBy = "contact" | "supervisor" | "served";

/** Whoever was spoken to is not to be called a moment later; whoever changed their mind may be. */
export function endsOffered(by: CalledOffBy): boolean {
  return by === "served";
}

/** The next step of somebody who calls a request off that waits. */
export function cancelStep(task: CallbackTask, by: CalledOffBy, at: Date, pace: Pace): CancelStep {
  const isNoted = isCalledOff(task, by);
  if (needsNext(task) && task.state === "canceled") return { kind: "follow" };
  if (!isOpen(task.state)) return { kind: isNoted && task.state === "canceled" ? "canceled" : "ended" };
  if (task.state !== "waiting" && !(task.state === "offered" && endsOffered(by))) return { kind: "taken" };
  if (isBeingFollowed(task, at, pace) || isBeingJoined(task, at, pace)) return { kind: "wait" };

  return { kind: isNoted && isBeingCalledOff(task, at, pace) && task.mark === undefined ? "cancel" : "note" };
}

export function isCalledOff({ request: { end } }: CallbackTask, by: CalledOffBy): boolean {
  return end?.how === "canceled" && end.reason === by;
}
