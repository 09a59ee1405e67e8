import { isDeepStrictEqual } from "node:util";
import type { Breaks } from "../demands.ts";
import { type History, nextOf, type PlacedCall, type SeenTask } from "../history.ts";
import { isLateCreate } from "../trade-offs.ts";
import { conversationOf, isOpenAt, wireOf } from "./wire.ts";

/** Places are told in whole seconds. */
const RESOLUTION_MS = 1_000;

/** As many calls as a task keeps. */
const CALLS_KEPT = 10;

/** What follows a task: one next task, which has all that the task had. */
export function checkChains(history: History, breaks: Breaks): void {
  for (const task of history.tasks.values()) {
    if (task.key === undefined) breaks("content-lost", `${task.sid} carries nothing of whoever asked`);
  }
  for (const key of history.keys()) {
    const own = history.tasksOf(key);
    const [first] = own;
    if (!first) continue;
    for (const task of own) {
      checkContent(first, task, isBroughtForward(key, history), breaks);
      checkNext(task, own, history, breaks);
      for (const call of task.calls) checkOutcome(task, call, own, breaks);
    }
  }
}

/** Everybody asks for the same each time, so that all tasks of a request are alike. */
function checkContent(first: SeenTask, task: SeenTask, isForward: boolean, breaks: Breaks): void {
  const [known, seen] = [contentOf(first), contentOf(task)];
  for (const name of Object.keys(known) as (keyof typeof known)[]) {
    if (name === "priority" && isForward) continue;
    if (!isDeepStrictEqual(known[name], seen[name]))
      breaks("content-lost", `${name} of ${first.sid} is not on ${task.sid}`, task.key, first.createdAt);
  }
}

function isBroughtForward(key: string, { functionCalls }: History): boolean {
  return functionCalls.some((call) => call.key === key && call.what === "expedite");
}

function contentOf(task: SeenTask) {
  const { wish, callBackData } = wireOf(task);

  return {
    wish,
    number: callBackData?.numberToCall,
    callerId: callBackData?.numberToCallFrom,
    recording: callBackData?.RecordingSid,
    channel: task.channel,
    workflow: task.workflow,
    priority: task.priority,
  };
}

function checkNext(task: SeenTask, own: readonly SeenTask[], history: History, breaks: Breaks): void {
  const [next, other] = nextOf(task, own);
  if (!next) return;
  if (other)
    breaks(
      "two-next",
      `${task.sid}: ${next.sid} and ${other.sid}`,
      task.key,
      next.createdAt,
      other.createdAt,
    );
  if (conversationOf(next) !== conversationOf(task))
    breaks("content-lost", `${next.sid} is another conversation than ${task.sid}`);
  const made = attemptsOf(next) - attemptsOf(task);
  const isKnown = task.calls.length > 0 && isNotedBefore(task, next, history);
  if (task.calls.length === 0 && made !== 0)
    breaks("attempts-miscounted", `${next.sid} counts ${made} without a call`);
  if (made < 0 || made > 1 || (isKnown && made !== 1))
    breaks("attempts-miscounted", `${next.sid} counts ${made} after a call`);
  if (task.calls.length === 0 && Math.abs(next.place - task.place) >= RESOLUTION_MS)
    breaks("place-lost", `${next.sid} stands at another place than ${task.sid}`);
}

function attemptsOf(task: SeenTask): number {
  return wireOf(task).callBackData?.attempts ?? 0;
}

/** Whether it was noted that a call was placed, or what came of it, well before the next task was made. */
function isNotedBefore(task: SeenTask, next: SeenTask, history: History): boolean {
  return history.functionCalls.some(
    ({ what, taskSid, answeredAt, status }) =>
      what === "record" &&
      taskSid === task.sid &&
      status === 200 &&
      answeredAt !== undefined &&
      answeredAt < next.createdAt - 1_000,
  );
}

/**
 * Of the same conversation, the task that an agent sees last shows what came of the call. A task that was made too late
 * is one of two next ones: neither line of tasks knows what came of the other's calls.
 */
function checkOutcome(task: SeenTask, call: PlacedCall, own: readonly SeenTask[], breaks: Breaks): void {
  const { recordedAt } = call;
  if (recordedAt === undefined) return;
  const last = own.findLast(
    (each) =>
      each.createdAt > task.createdAt &&
      isOpenAt(each, recordedAt) &&
      lateLineOf(each, own) === lateLineOf(task, own) &&
      conversationOf(each) === conversationOf(task),
  );
  if (!last) return;
  const known = wireOf(last).callBackData?.attemptHistory ?? [];
  if (known.length < CALLS_KEPT && !known.some(({ callTaskSid }) => callTaskSid === call.callSid))
    breaks(
      "outcome-lost",
      `${call.outcome} of ${task.sid} is not on ${last.sid}`,
      task.key,
      call.at,
      last.createdAt,
    );
}

/** Of this task and those that led to it, the one that came too late, as a second task of the one before. */
function lateLineOf(task: SeenTask, own: readonly SeenTask[]): SeenTask | undefined {
  const before = own.find((each) => madeOf(each, own).includes(task));
  if (!before || !task.madeBy) return undefined;

  return isLateCreate(task.madeBy) && madeOf(before, own).length > 1 ? task : lateLineOf(before, own);
}

/** What put-backs and supervisors made of this task. */
function madeOf({ sid }: SeenTask, own: readonly SeenTask[]): readonly SeenTask[] {
  return own.filter(({ madeBy }) => madeBy?.for?.taskSid === sid);
}
