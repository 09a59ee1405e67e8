import type { Breaks } from "../demands.ts";
import type { FunctionCall, History, SeenTask } from "../history.ts";
import { SUPERVISED } from "../supervisors.ts";
import { isOpenAt } from "./wire.ts";

/** Whoever is brought forward goes before all priorities that a flow can give. */
const FIRST = 1_000_000;

/** What supervisors were told is so. */
export function checkSupervisors(history: History, breaks: Breaks): void {
  for (const call of history.functionCalls) {
    const { what, answeredWith, answeredAt } = call;
    if (answeredWith === undefined || answeredAt === undefined) continue;
    if (what === "list" && answeredWith === 200) checkList(call, answeredAt, history, breaks);
    if (!(SUPERVISED as readonly string[]).includes(what)) continue;
    const wrong = answeredWith === 200 ? notDone(call, answeredAt, history) : doneAllTheSame(call, history);
    if (wrong !== undefined) breaks("supervised-otherwise", `${call.id}: ${call.detail}: ${wrong}`);
  }
}

/** A supervisor who canceled it ended the request: nobody calls. */
export function isCanceledSince(asked: number, own: readonly SeenTask[]): boolean {
  return own.some((task) => canceledAt(task) >= asked);
}

/** When a supervisor canceled it, if ever. */
export function canceledAt({ endedBy, status, endedAt = -Infinity }: SeenTask): number {
  return status === "canceled" && endedBy?.for?.what === "cancel" ? endedAt : -Infinity;
}

/** What does not hold of "it was done". */
function notDone(call: FunctionCall, at: number, history: History): string | undefined {
  const task = history.tasks.get(call.answeredBody?.taskSid ?? "");
  if (!task) return undefined;
  switch (call.what) {
    case "cancel": {
      const left = lineOf(task, history).find((each) => isOpenAt(each, at));

      return left && `${left.sid} is open`;
    }
    case "expedite":
      return task.highestPriority >= FIRST ? undefined : `${task.sid} goes no earlier`;
    case "assign":
      return task.attributes.includes(call.form.workerSid ?? "") ? undefined : `${task.sid} is nobody's`;
    default:
      return undefined;
  }
}

/** What was done though the answer says that nothing was. Where no answer tells, either may be. */
function doneAllTheSame(call: FunctionCall, history: History): string | undefined {
  if ((call.answeredWith ?? 500) >= 500) return undefined;
  const ended = [...history.tasks.values()].find(
    ({ endedBy, status }) => status === "canceled" && endedBy?.for === call,
  );
  if (ended) return `${ended.sid} was taken away`;
  const own = history.tasksOf(call.key);
  const wasOffered = own.some(({ offeredAt = Infinity }) => offeredAt <= (call.answeredAt ?? 0));

  return call.answeredBody?.code === "taken" && !wasOffered ? "nobody has it" : undefined;
}

/** The task, and those that took its place in the queue because a supervisor wanted it. */
function lineOf(task: SeenTask, history: History): readonly SeenTask[] {
  const next = [...history.tasks.values()].find(({ madeBy, createdAt }) => {
    const maker = madeBy?.for;
    const isMove = maker?.what === "expedite" || maker?.what === "assign";

    return isMove && maker.taskSid === task.sid && createdAt > task.createdAt;
  });

  return next ? [task, ...lineOf(next, history)] : [task];
}

/** What is open all the while is on the list, and what had ended before is not. */
function checkList(
  { id, answeredBody = {}, arrivedAt = 0 }: FunctionCall,
  at: number,
  history: History,
  breaks: Breaks,
): void {
  const listed = new Set(
    (answeredBody.callbacks as readonly { readonly taskId: string }[]).map(({ taskId }) => taskId),
  );
  for (const task of history.tasks.values()) {
    const wasOpen = task.createdAt < arrivedAt && isOpenAt(task, at);
    if (wasOpen && !listed.has(task.sid)) breaks("list-wrong", `${task.sid} is not in ${id}`);
    if (listed.has(task.sid) && !isOpenAt(task, arrivedAt)) breaks("list-wrong", `${task.sid} is in ${id}`);
  }
}
