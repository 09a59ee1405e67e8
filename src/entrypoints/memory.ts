import { CollectedLog } from "../adapters/memory/collected-log.ts";
import { ManualClock } from "../adapters/memory/manual-clock.ts";
import { MemoryAgents } from "../adapters/memory/memory-agents.ts";
import { MemoryCallbackTasks } from "../adapters/memory/memory-callback-tasks.ts";
import { MemoryLedger } from "../adapters/memory/memory-ledger.ts";
import { MemoryQueue } from "../adapters/memory/memory-queue.ts";
import { type CloseCallback, makeCloseCallback } from "../application/close-callback.ts";
import { makeFulfilOnce } from "../application/fulfil-once.ts";
import { makeRecordAttempt, type RecordAttempt } from "../application/record-attempt.ts";
import {
  makeRequestCallback,
  type RequestCallback,
  type RequestCallbackPolicy,
} from "../application/request-callback.ts";
import { makeRequeueCallback, type RequeueCallback } from "../application/requeue-callback.ts";
import { DEFAULT_MAX_ATTEMPTS, type RequeuePolicy } from "../domain/retry/requeue.ts";

/** The use cases, and the world in memory that they act in. */
export interface MemoryCallbacks {
  readonly requestCallback: RequestCallback;
  readonly requeueCallback: RequeueCallback;
  readonly recordAttempt: RecordAttempt;
  readonly closeCallback: CloseCallback;
  /** The agents' side: they take work here, wrap it up and finish it. */
  readonly queue: MemoryQueue;
  readonly tasks: MemoryCallbackTasks;
  readonly agents: MemoryAgents;
  /** Stands still until it is moved. */
  readonly clock: ManualClock;
  readonly log: CollectedLog;
}

/** Everything wired up without anything outside: for trying out, for tests, and as a pattern for one's own wiring. */
export function memoryCallbacks(
  policy: Partial<RequestCallbackPolicy & RequeuePolicy> = {},
): MemoryCallbacks {
  const rules = { ...DEFAULT_RULES, ...policy };
  const queue = new MemoryQueue();
  const tasks = new MemoryCallbackTasks(queue);
  const clock = new ManualClock();
  const log = new CollectedLog();
  const fulfilOnce = makeFulfilOnce(tasks, new MemoryLedger(clock), clock);

  return {
    requestCallback: makeRequestCallback(fulfilOnce, tasks, clock, log, rules),
    requeueCallback: makeRequeueCallback(tasks, clock, log, rules),
    recordAttempt: makeRecordAttempt(tasks, clock),
    closeCallback: makeCloseCallback(tasks),
    queue,
    tasks,
    agents: new MemoryAgents(),
    clock,
    log,
  };
}

const DEFAULT_RULES: RequestCallbackPolicy & RequeuePolicy = {
  duplicates: "join",
  maxAttempts: DEFAULT_MAX_ATTEMPTS,
  premiumNumbers: "refuse",
  timeZone: "UTC",
};
