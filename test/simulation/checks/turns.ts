import type { Breaks } from "../demands.ts";
import { type FunctionCall, type History, nextOf, type SeenTask } from "../history.ts";
import { isCallUnnoted } from "../trade-offs.ts";
import { canceledAt } from "./supervisors.ts";
import { dueAt } from "./wire.ts";

/** Whoever asked first, among requests of one priority that are not held, is offered first. */
export function checkTurns(history: History, breaks: Breaks): void {
  /** A supervisor gave it another turn. */
  const isLookedAfter = ({ key }: SeenTask) =>
    history.functionCalls.some(
      (call) => call.key === key && (call.what === "expedite" || call.what === "assign"),
    );
  for (const { at, task, waiting } of history.offers) {
    const [mine] = openAsks(task, at, history);
    if (!mine || isLookedAfter(task) || task.madeBy?.for?.what !== "ask") continue;
    for (const other of waiting) {
      const isCompared =
        other.key !== task.key && (other.offeredAt ?? Infinity) > at && !isLookedAfter(other);
      if (!isCompared || other.priority !== task.priority) continue;
      const theirs = openAsks(other, at, history).find(
        ({ status, answeredAt }) => status === 200 && answeredAt !== undefined && answeredAt < mine.sentAt,
      );
      if (!theirs || isHeld(other, theirs, at, history)) continue;
      const about = `${task.sid} of ${task.key} goes before ${other.sid} of ${other.key}, who asked first (${theirs.id})`;
      const kept = keptPlaceAt(task, history);
      if (kept === undefined) breaks("overtaken", about, other.key, theirs.sentAt, at);
      else breaks("overtaken", about, task.key, kept, at);
    }
  }
}

/** When the request was put back at its old place, because no note of its call had got through. */
function keptPlaceAt({ key = "", createdAt }: SeenTask, history: History): number | undefined {
  return history
    .tasksOf(key)
    .find(
      (each) => (each.putBackAt ?? Infinity) < createdAt && isCallUnnoted(each, each.putBackAt ?? 0, history),
    )?.putBackAt;
}

/** Put back since they asked: the delay of a put-back is waited out. Whoever repeats an id does not end it. */
function isHeld(task: SeenTask, asked: FunctionCall, at: number, history: History): boolean {
  // A put-back may find a second next task, which was made too late for the put-back before, and take that.
  const isPutBackSince = history
    .tasksOf(task.key ?? "")
    .some(({ putBackAt = Infinity }) => asked.sentAt < putBackAt && putBackAt < at);
  const isAskedBefore = asked.once || asked.sentAt < task.createdAt || isPutBackSince;

  return task.madeBy?.for?.what === "put-back" && isAskedBefore && at < dueAt(task);
}

/**
 * The asks that no call has answered yet, and no agent has dealt with, the oldest first. The one that the task was made
 * for, in the very moment of a call for the task before it, is open until the contact is called for this one.
 */
function openAsks(task: SeenTask, at: number, history: History): readonly FunctionCall[] {
  const madeFor = task.calls.some((call) => call.at < at) ? undefined : task.madeBy?.for?.id;
  const own = history.tasksOf(task.key ?? "");
  const answered = own
    .flatMap((each) => [...each.calls.map((call) => call.at), ...dealtWithAt(each, own), canceledAt(each)])
    .filter((time) => time < at);
  const lastAnswer = Math.max(0, ...answered);

  return history.functionCalls.filter(
    (call) =>
      call.what === "ask" &&
      call.key === task.key &&
      // Whoever repeats an id after the answer asks for nothing new.
      (!call.once || answered.length === 0) &&
      (call.sentAt > lastAnswer || call.id === madeFor) &&
      call.sentAt < at,
  );
}

/** When the agent ended the request without a call. It goes on if a put-back of it had got through before. */
function dealtWithAt(task: SeenTask, own: readonly SeenTask[]): readonly number[] {
  const { handledAt } = task;

  return handledAt === undefined || nextOf(task, own).length > 0 ? [] : [handledAt];
}
