import { CollectedLog } from "../../src/adapters/memory/collected-log.ts";
import { ManualClock } from "../../src/adapters/memory/manual-clock.ts";
import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import { MemoryLedger, MemoryLedgerBook } from "../../src/adapters/memory/memory-ledger.ts";
import { MemoryQueue } from "../../src/adapters/memory/memory-queue.ts";
import { type CloseCallback, makeCloseCallback } from "../../src/application/close-callback.ts";
import { makeFulfilOnce } from "../../src/application/fulfil-once.ts";
import { makeRecordAttempt, type RecordAttempt } from "../../src/application/record-attempt.ts";
import {
  makeRequestCallback,
  type RequestCallback,
  type RequestCallbackPolicy,
} from "../../src/application/request-callback.ts";
import { makeRequeueCallback, type RequeueCallback } from "../../src/application/requeue-callback.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import type { RequeuePolicy } from "../../src/domain/retry/requeue.ts";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import { InterruptedTasks, type Moment } from "./interrupted-tasks.ts";

export type CentrePolicy = RequestCallbackPolicy & RequeuePolicy;

/** One process of the contact centre: a Function that is warm, say. */
export interface Process {
  readonly requestCallback: RequestCallback;
  readonly requeueCallback: RequeueCallback;
  readonly recordAttempt: RecordAttempt;
  readonly closeCallback: CloseCallback;
}

/** A contact centre in memory, whose processes share the queue and the ledger. */
export class Centre {
  readonly clock = new ManualClock();
  readonly queue = new MemoryQueue();
  readonly ledgerBook = new MemoryLedgerBook();
  readonly log = new CollectedLog();
  readonly tasks: CallbackTasks = new MemoryCallbackTasks(this.queue);
  #policy: CentrePolicy;

  constructor(policy: Partial<CentrePolicy> = {}) {
    this.#policy = {
      timeZone: "America/New_York",
      premiumNumbers: "refuse",
      duplicates: "join",
      maxAttempts: 3,
      ...policy,
    };
  }

  process(tasks: CallbackTasks = new MemoryCallbackTasks(this.queue)): Process {
    const { clock, log } = this;
    const fulfilOnce = makeFulfilOnce(tasks, new MemoryLedger(clock, this.ledgerBook), clock);

    return {
      requestCallback: makeRequestCallback(fulfilOnce, tasks, clock, log, this.#policy),
      requeueCallback: makeRequeueCallback(tasks, clock, log, this.#policy),
      recordAttempt: makeRecordAttempt(tasks, clock),
      closeCallback: makeCloseCallback(tasks),
    };
  }

  /** A process to which something happens while it is at work with the queue. */
  interruptedProcess(moment: Moment, interlude: () => Promise<unknown>): Process {
    return this.process(new InterruptedTasks(new MemoryCallbackTasks(this.queue), moment, interlude));
  }

  /** From now on, in processes that start after this. */
  allowAttempts(maxAttempts: number): void {
    this.#policy = { ...this.#policy, maxAttempts };
  }

  /** Lets as much time pass as the work needs. */
  run<Result>(work: Promise<Result>): Promise<Result> {
    return this.clock.runUntilSettled(work);
  }

  /** The work that is still to do, as its agents will find it. */
  async openTasks(): Promise<readonly CallbackTask[]> {
    const found = await Promise.all(this.queue.open().map((id) => this.tasks.find(id)));

    return found.filter((task) => task !== undefined);
  }
}

/** The task that the outcome is about; an outcome without one fails the test. */
export function taskIdOf(outcome: { readonly kind: string; readonly taskId?: string } | undefined): string {
  if (outcome?.taskId === undefined) throw new Error(`No task: ${outcome?.kind}`);

  return outcome.taskId;
}
