import type { Breaks } from "../demands.ts";
import type { FunctionCall, History, SeenTask } from "../history.ts";
import { dueAt } from "./wire.ts";

/** Whoever asked first, among requests of one priority that are not held, is offered first. */
export function checkTurns(history: History, breaks: Breaks): void {
  for (const { at, task, waiting } of history.offers) {
    const [mine] = asksSinceCall(task, at, history);
    if (!mine || task.madeBy?.for?.what !== "ask") continue;
    for (const other of waiting) {
      const isCompared = other.key !== task.key && (other.offeredAt ?? Infinity) > at;
      if (!isCompared || other.priority !== task.priority) continue;
      const theirs = asksSinceCall(other, at, history).find(
        ({ status, answeredAt }) => status === 200 && answeredAt !== undefined && answeredAt < mine.sentAt,
      );
      if (theirs && !isHeld(other, theirs, at))
        breaks(
          "overtaken",
          `${task.sid} of ${task.key} goes before ${other.sid} of ${other.key}, who asked first (${theirs.id})`,
          other.key,
          theirs.sentAt,
          at,
        );
    }
  }
}

/** Put back since they asked: the delay of a put-back is waited out. Whoever repeats an id does not end it. */
function isHeld(task: SeenTask, asked: FunctionCall, at: number): boolean {
  const isAskedBefore = asked.once || asked.sentAt < task.createdAt;

  return task.madeBy?.for?.what === "put-back" && isAskedBefore && at < dueAt(task);
}

/** The asks that no call has answered yet, the oldest first. */
function asksSinceCall(task: SeenTask, at: number, history: History): readonly FunctionCall[] {
  const called = history
    .tasksOf(task.key ?? "")
    .flatMap(({ calls }) => calls.map((call) => call.at))
    .filter((time) => time < at);
  const lastCall = Math.max(0, ...called);

  return history.functionCalls.filter(
    (call) =>
      call.what === "ask" &&
      call.key === task.key &&
      // Whoever repeats an id after the call asks for nothing new.
      (!call.once || called.length === 0) &&
      call.sentAt > lastCall &&
      call.sentAt < at,
  );
}
