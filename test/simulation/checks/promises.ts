import type { Breaks } from "../demands.ts";
import type { FunctionCall, History, SeenTask } from "../history.ts";
import { isCanceledSince } from "./supervisors.ts";
import { dueAt } from "./wire.ts";

const HOUR = 3_600_000;

export function checkPromises(history: History, now: number, breaks: Breaks): void {
  for (const call of history.functionCalls) {
    if (call.status === 200 && (call.what === "ask" || call.what === "put-back"))
      checkPromise(call, history, breaks);
  }
  for (const task of history.tasks.values()) {
    if (task.status === "pending" && now - dueAt(task) > HOUR)
      breaks("left-waiting", `${task.sid} of ${task.key}`, task.key, dueAt(task));
  }
}

/** Whoever was told "yes" is called after they asked, or still waits, or an agent or a supervisor decided. */
function checkPromise(call: FunctionCall, history: History, breaks: Breaks): void {
  const own = history.tasksOf(call.key);
  // Whoever repeats a put-back is told what became of the first one.
  const asked =
    own.find(({ sid }) => call.what === "put-back" && sid === call.taskSid)?.putBackAt ?? call.sentAt;
  const isCalled = own.some(({ calls }) => calls.some(({ at }) => at >= asked));
  const waits = own.some((task) => task.endedAt === undefined && isToCome(task));
  const isHandled = history.handled.some(({ key, at }) => key === call.key && at >= asked);
  // A message or an id is asked for once: whoever repeats it has been called.
  const wasDealtWith =
    call.once &&
    (own.some(({ calls }) => calls.length > 0) || history.handled.some(({ key }) => key === call.key));
  const isCanceled = isCanceledSince(call.once ? 0 : asked, own);
  if (!isCalled && !waits && !isHandled && !isCanceled && !wasDealtWith)
    breaks("not-called", `${call.id}: ${call.detail}`, call.key, call.sentAt);
}

/** Not called for yet, not on its way back into the queue, and not about to be ended. */
function isToCome(task: SeenTask): boolean {
  return task.calls.length === 0 && task.putBackAt === undefined && task.handledAt === undefined;
}

/** One call to come for each request, and what is made once for ever is made once. */
export function checkOnce(history: History, breaks: Breaks): void {
  for (const key of history.keys()) {
    const own = history.tasksOf(key);
    for (const task of own) checkToCome(key, task, own, breaks);
  }
  for (const key of new Set(history.functionCalls.filter(({ once }) => once).map((call) => call.key))) {
    const [one, other] = history.tasksOf(key).filter(({ madeBy }) => madeBy?.for?.what === "ask");
    if (one && other)
      breaks("made-twice", `${key}: ${one.sid} and ${other.sid}`, key, one.createdAt, other.createdAt);
  }
}

function checkToCome(key: string, task: SeenTask, own: readonly SeenTask[], breaks: Breaks): void {
  const other = own.find(
    (each) =>
      each !== task &&
      each.createdAt <= task.createdAt &&
      (each.createdAt < task.createdAt || each.sid < task.sid) &&
      toComeUntil(each) > task.createdAt,
  );
  if (other)
    breaks("two-to-come", `${key}: ${other.sid} and ${task.sid}`, key, other.createdAt, task.createdAt);
}

function toComeUntil({ calls: [first], putBackAt, handledAt, endedAt }: SeenTask): number {
  return Math.min(
    ...[first?.pressedAt ?? first?.at, putBackAt, handledAt, endedAt].map((time) => time ?? Infinity),
  );
}
