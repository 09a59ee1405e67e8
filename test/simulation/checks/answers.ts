import type { Breaks } from "../demands.ts";
import type { FunctionCall, History } from "../history.ts";

const ANSWER_WITHIN_MS = 9_000;

export function checkAnswers(history: History, now: number, breaks: Breaks): void {
  for (const call of history.functionCalls) {
    const about = `${call.id}: ${call.detail}`;
    const took = tookMs(call, now);
    if (took > ANSWER_WITHIN_MS) breaks("answered-late", `${about} after ${Math.round(took)} ms`);
    if (call.answeredWith === 500) breaks("answered-500", about);
    if (call.status === 200 && !isNamed(call, history))
      breaks("no-such-task", `${about}: ${call.body?.taskSid ?? "no task"}`, call.key, call.sentAt);
  }
}

/** How long the process had the request. One that died or froze over it has an excuse. */
function tookMs({ arrivedAt, answeredAt, disturbed }: FunctionCall, now: number): number {
  return arrivedAt === undefined || disturbed ? 0 : (answeredAt ?? now) - arrivedAt;
}

/** Whether the answer names a task that is there, of this request, and one that answers what was asked. */
function isNamed({ what, ...call }: FunctionCall, history: History): boolean {
  if (what === "list" || what === "events") return true;
  const taskSid = call.body?.taskSid;
  const task = taskSid === undefined ? undefined : history.tasks.get(taskSid);
  if (!task || task.key !== call.key) return false;
  switch (what) {
    case "ask":
      return call.once || task.endedAt === undefined || task.endedAt >= call.sentAt;
    case "put-back":
      return task.sid !== call.taskSid;
    case "expedite":
    case "assign":
      return true;
    case "record":
    case "close":
    case "delete":
    case "cancel":
      return task.sid === call.taskSid;
  }
}
