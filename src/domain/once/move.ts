import { type CallbackTask, isBeingFollowed, isBeingJoined } from "../callback-task.ts";
import { isOpen } from "../task-state.ts";
import type { Pace } from "./pace.ts";

/** All that somebody knows who moves a waiting task to another place in the queue. */
export interface MoveKnown {
  readonly me: string;
  readonly task: CallbackTask;
  /** When the queue told it, by its own clock. */
  readonly at: Date;
}

export type MoveStep =
  | { readonly kind: "gone" }
  /** An agent has it, or it is being offered. */
  | { readonly kind: "taken" }
  | { readonly kind: "wait" }
  | { readonly kind: "mark" }
  | { readonly kind: "cancel" }
  /** It was canceled under this try's mark: the next task may be made. */
  | { readonly kind: "create" };

export function moveStep({ me, task, at }: MoveKnown, pace: Pace): MoveStep {
  const isMine = task.mark?.id === me && task.mark.next === undefined;
  if (!isOpen(task.state)) return isMine && task.state === "canceled" ? { kind: "create" } : { kind: "gone" };
  if (task.state !== "waiting") return { kind: "taken" };
  if (isMine) return { kind: "cancel" };

  return isBeingFollowed(task, at, pace) || isBeingJoined(task, at, pace)
    ? { kind: "wait" }
    : { kind: "mark" };
}
