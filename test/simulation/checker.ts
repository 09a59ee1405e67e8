import type { FunctionCall, History, SeenTask } from "./history.ts";
import { WORDS } from "./people.ts";
import { type TradeOff, tradeOffIn } from "./trade-offs.ts";
import type { World } from "./world.ts";

/** What is demanded of every run. */
export const DEMANDS = {
  "answered-late": "Every request is answered within 9 seconds.",
  "answered-500": "No request is answered with 500.",
  "no-such-task": "A 200 names a task that is there, and of that very request.",
  "not-called":
    "Whoever was told 200 is called after they asked, or still waits, or was dealt with by an agent.",
  "two-to-come": "At any time one request has one call to come.",
  "made-twice": "A recording, and a request under an id, is made once for ever.",
  "two-next": "A task that is put back has one next task.",
  "attempts-miscounted": "A put-back counts one attempt if a call was placed, else none.",
  "content-lost": "What was attached to the request is on every task of it.",
  "outcome-lost": "A recorded outcome is where the next agent sees it.",
  "transcript-lost": "A transcript that was taken is where the next agent sees it.",
  "deleted-lives-on": "What was deleted is nowhere.",
  overtaken: "Nobody is put behind somebody who asked later.",
  "breaks-contract": "Twilio is asked only what it knows.",
  "log-tells": "No telephone number, token or transcript stands in a log.",
  "unhandled-rejection": "No promise is rejected without anybody hearing of it.",
} as const;

export type Demand = keyof typeof DEMANDS;

export interface Finding {
  readonly demand: Demand;
  readonly about: string;
  /** Known not to be avoidable in what happened. */
  readonly tradeOff?: TradeOff;
}

const ANSWER_WITHIN_MS = 9_000;

/** What a run breaks, by what was seen from outside. */
export function check({ history, twilio, clock }: World): readonly Finding[] {
  const found: Finding[] = [];
  const breaks = (demand: Demand, about: string, key?: string, from = 0, to = clock.time()): void => {
    const tradeOff = key === undefined ? undefined : tradeOffIn(history, demand, key, from, to);
    found.push({ demand, about, ...(tradeOff && { tradeOff }) });
  };
  const tasks = [...history.tasks.values()];

  for (const call of history.functionCalls) {
    checkAnswer(call, history, breaks);
    if (call.status === 200 && (call.what === "ask" || call.what === "put-back"))
      checkPromise(call, history, breaks);
  }
  for (const key of new Set(tasks.map((task) => task.key ?? "nobody"))) {
    const own = tasks.filter((task) => (task.key ?? "nobody") === key);
    checkToCome(key, own, breaks);
    checkChains(own, history, breaks);
  }
  for (const task of tasks) {
    if (task.key === undefined) breaks("content-lost", `${task.sid} carries nothing of whoever asked`);
  }
  for (const key of onceKeys(history)) {
    const first = tasks.filter((task) => task.key === key && task.madeBy?.for?.what === "ask");
    const [one, other] = first;
    if (one && other)
      breaks("made-twice", `${key}: ${one.sid} and ${other.sid}`, key, one.createdAt, other.createdAt);
  }
  checkTurns(history, breaks);
  for (const violation of twilio.contract.violations)
    breaks("breaks-contract", JSON.stringify(violation).slice(0, 300));
  for (const line of history.logLines)
    if (/\+1415555\d{4}|local-flex-token/.test(line) || line.includes(WORDS)) breaks("log-tells", line);
  for (const reason of history.unhandled) breaks("unhandled-rejection", reason);

  return found;
}

type Breaks = (demand: Demand, about: string, key?: string, from?: number, to?: number) => void;

function checkAnswer(call: FunctionCall, history: History, breaks: Breaks): void {
  const about = `${call.id}: ${call.detail}`;
  if (
    call.answeredAt !== undefined &&
    !call.disturbed &&
    call.answeredAt - call.sentAt > ANSWER_WITHIN_MS + 100
  )
    breaks("answered-late", `${about} after ${call.answeredAt - call.sentAt} ms`);
  if (call.status === 500) breaks("answered-500", about);
  if (call.status === 200 && call.what === "ask") {
    const taskSid = call.body?.taskSid;
    if (taskSid === undefined || history.keyOf(taskSid) !== call.key)
      breaks("no-such-task", `${about}: ${taskSid}`);
  }
}

function checkPromise(call: FunctionCall, history: History, breaks: Breaks): void {
  const own = [...history.tasks.values()].filter(({ key }) => key === call.key);
  const isCalled = own.some(({ calls }) => calls.some(({ at }) => at >= call.sentAt));
  const waits = own.some((task) => task.endedAt === undefined && isToCome(task));
  const isHandled = history.handled.some(({ key, at }) => key === call.key && at >= call.sentAt);
  // A message or an id is asked for once: whoever repeats it has been called.
  const wasDealtWith =
    call.once &&
    (own.some(({ calls }) => calls.length > 0) || history.handled.some(({ key }) => key === call.key));
  if (!isCalled && !waits && !isHandled && !wasDealtWith && call.key !== "")
    breaks("not-called", `${call.id}: ${call.detail}`, call.key, call.sentAt);
}

/** Open, not called for yet, and not on its way back into the queue. */
function isToCome(task: SeenTask): boolean {
  return task.calls.length === 0 && task.putBackAt === undefined;
}

function checkToCome(key: string, own: readonly SeenTask[], breaks: Breaks): void {
  for (const task of own) {
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
}

function toComeUntil({ calls, putBackAt, endedAt }: SeenTask): number {
  return Math.min(calls[0]?.at ?? Infinity, putBackAt ?? Infinity, endedAt ?? Infinity);
}

function checkChains(own: readonly SeenTask[], history: History, breaks: Breaks): void {
  for (const task of own) {
    const next = own.filter(
      ({ madeBy }) => madeBy?.for?.what === "put-back" && madeBy.for.taskSid === task.sid,
    );
    const [one, other] = next;
    if (one && other)
      breaks(
        "two-next",
        `${task.sid}: ${one.sid} and ${other.sid}`,
        task.key,
        one.createdAt,
        other.createdAt,
      );
    if (one) checkNext(task, one, history, breaks);
  }
}

function checkNext(task: SeenTask, next: SeenTask, history: History, breaks: Breaks): void {
  const [before, after] = [wireOf(task), wireOf(next)];
  if (
    before.conversations?.conversation_id !== undefined &&
    before.conversations.conversation_id !== after.conversations?.conversation_id
  )
    breaks("content-lost", `${next.sid} is another conversation than ${task.sid}`);
  const made = (after.callBackData?.attempts ?? 0) - (before.callBackData?.attempts ?? 0);
  const known = task.calls.some(({ recorded }) => recorded);
  if (task.calls.length === 0 && made !== 0)
    breaks("attempts-miscounted", `${next.sid} counts ${made} without a call`);
  if (known && made !== 1 && isNotedBefore(task, next, history))
    breaks("attempts-miscounted", `${next.sid} counts ${made} after a call`);
  for (const call of task.calls) {
    if (!call.recorded || lastOf(next, history) !== next) continue;
    const isThere = after.callBackData?.attemptHistory?.some(
      ({ callTaskSid }) => callTaskSid === call.callSid,
    );
    if (!isThere) breaks("outcome-lost", `${call.outcome} of ${task.sid} is not on ${next.sid}`, task.key);
  }
}

/** Whether the outcome was recorded before the next task was made. */
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

function lastOf(task: SeenTask, history: History): SeenTask {
  const next = [...history.tasks.values()].find(
    ({ madeBy }) => madeBy?.for?.what === "put-back" && madeBy.for.taskSid === task.sid,
  );

  return next ? lastOf(next, history) : task;
}

function onceKeys(history: History): ReadonlySet<string> {
  return new Set(history.functionCalls.filter(({ once }) => once).map(({ key }) => key));
}

/** Only among requests that are asked for and not called yet: a delay is due to whoever was called in vain. */
function checkTurns(history: History, breaks: Breaks): void {
  for (const { at, task, waiting } of history.offers) {
    const mine = lastAskBefore(task, history);
    if (mine === undefined) continue;
    for (const other of waiting) {
      if (other === task || other.key === task.key || other.offeredAt !== undefined) continue;
      const theirs = oldestAskSinceCall(other, at, history);
      if (theirs !== undefined && theirs.answeredAt !== undefined && theirs.answeredAt < mine.sentAt)
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

/** The ask that made the task. A task that was put back is due by its delay, not by an ask. */
function lastAskBefore(task: SeenTask, _history: History): FunctionCall | undefined {
  return task.madeBy?.for?.what === "ask" ? task.madeBy.for : undefined;
}

function oldestAskSinceCall(task: SeenTask, at: number, history: History): FunctionCall | undefined {
  const own = [...history.tasks.values()].filter(({ key }) => key === task.key);
  const lastCall = Math.max(
    0,
    ...own.flatMap(({ calls }) => calls.map((call) => call.at)).filter((time) => time < at),
  );

  return history.functionCalls.find(
    (call) =>
      call.what === "ask" &&
      call.key === task.key &&
      !call.once &&
      call.status === 200 &&
      call.sentAt > lastCall &&
      (call.answeredAt ?? Infinity) < at,
  );
}

interface Wire {
  readonly conversations?: { readonly conversation_id?: string };
  readonly callBackData?: {
    readonly attempts?: number;
    readonly attemptHistory?: readonly { readonly callTaskSid?: string }[];
    readonly TranscriptionText?: string;
    readonly isDeleted?: boolean;
  };
}

function wireOf(task: SeenTask): Wire {
  return JSON.parse(task.attributes) as Wire;
}
