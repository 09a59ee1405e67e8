import type { Closing } from "../end.ts";
import { currentRound } from "../retry/requeue.ts";
import type { CallObstacle } from "./call-obstacle.ts";
import { type Activity, type DesktopCallback, isBackInQueue } from "./desktop-callback.ts";

/** What happens when the agent completes a callback's task. */
export type Completion =
  | { readonly kind: "go-on"; readonly closing?: Closing }
  /** The agent is asked how the request ended, and the task stays. */
  | { readonly kind: "ask" }
  /** The second click of a double click: the question has only just appeared. */
  | { readonly kind: "ignore" };

export interface CompletionFacts {
  readonly callback: DesktopCallback;
  readonly activity: Activity;
  readonly obstacle: CallObstacle | undefined;
  /** The agent's answer to the question, if they gave one. */
  readonly closing?: Closing;
  /** Milliseconds since the question was asked, if it was. */
  readonly askedAgo?: number;
  /** Milliseconds since the task of the callback's own call was completed, if one was. */
  readonly callCompletedAgo?: number;
}

/** Two clicks within this time count as one. The button of the call's own task is in the same place. */
const DOUBLE_CLICK_MS = 1_500;

/**
 * Before a request ends whose contact was not reached, the agent is asked how it ended. This happens once: an agent who
 * insists may continue without an answer.
 */
export function decideCompletion(facts: CompletionFacts): Completion {
  const { callback, activity, obstacle, closing, askedAgo, callCompletedAgo = Infinity } = facts;
  const { task, mine } = callback;
  if (!mine || isBackInQueue(task, activity)) return { kind: "go-on" };
  if (closing !== undefined) return { kind: "go-on", closing };
  if (askedAgo !== undefined) return { kind: askedAgo < DOUBLE_CLICK_MS ? "ignore" : "go-on" };

  const isOnCall = obstacle?.kind === "on-a-call" && obstacle.callbackTaskId === task.id;
  if (isOnCall || callCompletedAgo < DOUBLE_CLICK_MS || !wasReached(callback)) return { kind: "ask" };

  return { kind: "go-on", closing: "reached" };
}

function wasReached({ task: { request } }: DesktopCallback): boolean {
  return request.attempts.some(
    ({ number, outcome }) => number === currentRound(request) && outcome === "answered",
  );
}
