import { type CallbackTask, isBeingFollowed, isCallToCome } from "../callback-task.ts";
import { currentRound, type PutBack } from "../retry/requeue.ts";
import { isWithAgent } from "../task-state.ts";
import { needsNext } from "./follow.ts";
import { followerOf, type Look, tasksToCome } from "./look.ts";
import type { Pace } from "./pace.ts";

/** All that somebody knows who puts a request back. */
export interface PutBackKnown {
  /** Names this try. */
  readonly me: string;
  /** The agent's task, and when the queue told it. */
  readonly task: CallbackTask;
  readonly at: Date;
  /** The task that is noted as the next one, once it was looked up. */
  readonly next?: CallbackTask | "gone";
  /** The request's tasks, looked at since this try marked the task. */
  readonly look?: Look;
}

export type PutBackStep =
  /** It was put back before, or the contact asked again: the call is to come there. */
  | { readonly kind: "done"; readonly taskId: string }
  /** The contact asked again and was called already, or dealt with: what happens next is for that task's agent to say. */
  | { readonly kind: "superseded"; readonly taskId: string }
  | { readonly kind: "not-with-agent" }
  | { readonly kind: "fetch-next"; readonly taskId: string }
  | { readonly kind: "wait" }
  | { readonly kind: "mark" }
  /** `since`: a mark of somebody who died stood there; they may have made the next task since then. */
  | { readonly kind: "look"; readonly extent: Look["extent"] }
  /** The request has its next task already. */
  | { readonly kind: "adopt"; readonly task: CallbackTask }
  | { readonly kind: "create" }
  /** The task has ended under a mark whose maker died: what was decided is still to be done. */
  | { readonly kind: "follow" };

export function putBackStep(known: PutBackKnown, pace: Pace): PutBackStep {
  const { task, at, me, look } = known;
  const { mark } = task;
  if (mark?.next !== undefined) return stepFromNext(mark.next, known, pace);
  if (needsNext(task)) return { kind: isBeingFollowed(task, at, pace) ? "wait" : "follow" };
  if (!isWithAgent(task.state)) return { kind: "not-with-agent" };

  // A move is about to be refused: it cancels only what waits.
  if (mark && mark.id !== me && mark.why !== "move" && isBeingFollowed(task, at, pace))
    return { kind: "wait" };
  if (mark?.id !== me) return { kind: "mark" };
  if (!look) return { kind: "look", extent: "newest" };

  const next = followerOf(task, look.tasks) ?? anotherToCome(task, look, pace);

  if (!next) return { kind: "create" };

  return wasAskedAnew(next) && !isCallToCome(next, look.at, pace)
    ? { kind: "superseded", taskId: next.id }
    : { kind: "adopt", task: next };
}

/** A contact who asks again begins with the first round, and whatever is put back is in a later one. */
function wasAskedAnew({ request }: CallbackTask): boolean {
  return currentRound(request) === 1;
}

function stepFromNext(taskId: string, { task, at, next }: PutBackKnown, pace: Pace): PutBackStep {
  if (task.mark?.why === "requeue") return { kind: "done", taskId };
  if (next === undefined) return { kind: "fetch-next", taskId };

  return next !== "gone" && isCallToCome(next, at, pace)
    ? { kind: "done", taskId }
    : { kind: "superseded", taskId };
}

function anotherToCome({ id }: CallbackTask, look: Look, pace: Pace): CallbackTask | undefined {
  return tasksToCome(look, pace).find((task) => task.id !== id);
}

/**
 * What is decided of a request that somebody else began to put back and did not finish. Their decision stays, so that
 * whoever finishes makes the very task that was decided, unless a call has become known since.
 */
export function finishedDecision({ mark }: Pick<CallbackTask, "mark">, now: PutBack): PutBack {
  const begun = mark?.why === "requeue" ? mark.decision : undefined;

  return begun && begun.attemptsMade >= now.attemptsMade ? begun : now;
}
