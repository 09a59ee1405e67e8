import type { Breaks } from "../demands.ts";
import type { FunctionCall, History, SeenTask } from "../history.ts";
import { dueAt } from "./wire.ts";

/** Whoever asked first, among requests of one priority that are not held, is offered first. */
export function checkTurns(history: History, breaks: Breaks): void {
  for (const { at, task, waiting } of history.offers) {
    const mine = task.madeBy?.for;
    if (mine?.what !== "ask") continue;
    for (const other of waiting) {
      const isCompared = other.key !== task.key && other.offeredAt === undefined;
      if (!isCompared || other.priority !== task.priority) continue;
      const theirs = oldestAskSinceCall(other, at, history);
      if (theirs?.answeredAt !== undefined && theirs.answeredAt < mine.sentAt && !isHeld(other, theirs, at))
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

/** Put back since they asked: the delay of a put-back is waited out by everybody. */
function isHeld(task: SeenTask, asked: FunctionCall, at: number): boolean {
  return task.madeBy?.for?.what === "put-back" && asked.sentAt < task.createdAt && at < dueAt(task);
}

function oldestAskSinceCall(task: SeenTask, at: number, history: History): FunctionCall | undefined {
  const called = history
    .tasksOf(task.key ?? "")
    .flatMap(({ calls }) => calls.map((call) => call.at))
    .filter((time) => time < at);
  const lastCall = Math.max(0, ...called);

  return history.functionCalls.find(
    (call) =>
      call.what === "ask" &&
      call.key === task.key &&
      // Whoever repeats an id after the call asks for nothing new.
      (!call.once || called.length === 0) &&
      call.status === 200 &&
      call.sentAt > lastCall &&
      (call.answeredAt ?? Infinity) < at,
  );
}
