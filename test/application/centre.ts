import { MemoryCallbackTasks } from "../../src/adapters/memory/memory-callback-tasks.ts";
import type { CallbackRequest } from "../../src/domain/callback-request.ts";
import type { CallbackTask } from "../../src/domain/callback-task.ts";
import { MemoryCentre, type MemoryPolicy, type MemoryProcess } from "../../src/entrypoints/memory.ts";
import type { CallbackTasks } from "../../src/ports/callback-tasks.ts";
import { InterruptedTasks, type Moment } from "./interrupted-tasks.ts";

export type CentrePolicy = MemoryPolicy;

/** A contact centre in memory, as `/memory` wires it up, with several processes, and with what tests do to it. */
export class Centre extends MemoryCentre {
  #maxAttempts: number | undefined;

  constructor(policy: Partial<CentrePolicy> = {}) {
    super({ timeZone: "America/New_York", pauseBetweenMs: 500, ...policy });
  }

  override process(options: Parameters<MemoryCentre["process"]>[0] = {}): MemoryProcess {
    const policy = {
      ...(this.#maxAttempts !== undefined && { maxAttempts: this.#maxAttempts }),
      ...options.policy,
    };

    const tasks = neverForEver(options.tasks ?? new MemoryCallbackTasks(this.queue));

    return super.process({ ...options, tasks, policy });
  }

  /** A process to which something happens while it is at work with the queue. */
  interruptedProcess(moment: Moment, interlude: () => Promise<unknown>): MemoryProcess {
    const tasks = new InterruptedTasks(new MemoryCallbackTasks(this.queue), moment, interlude);

    return this.process({ tasks });
  }

  /** From now on, in processes that start after this. */
  allowAttempts(maxAttempts: number): void {
    this.#maxAttempts = maxAttempts;
  }

  /** Lets as much time pass as the work needs. */
  run<Result>(work: Promise<Result>): Promise<Result> {
    return this.clock.runUntilSettled(work);
  }

  /** Puts a request into the queue, past all rules, and returns its task's id. */
  async put(request: CallbackRequest): Promise<string> {
    return taskIdOf(await this.tasks.add({ request, madeBy: "test" }, 1_000));
  }

  async find(id: string): Promise<CallbackTask | undefined> {
    return (await this.tasks.find(id))?.task;
  }

  /** The work that is still to do, as its agents will find it. */
  async openTasks(): Promise<readonly CallbackTask[]> {
    const found = await Promise.all(this.queue.open().map((id) => this.tasks.find(id)));

    return found.flatMap((reading) => (reading ? [reading.task] : []));
  }
}

/** Work that asks the queue more often than this goes round and round: it fails, and the tests do not hang. */
const MOST_CALLS = 1_000;

function neverForEver(tasks: CallbackTasks): CallbackTasks {
  let calls = 0;

  return new Proxy(tasks, {
    get:
      (_, name: keyof CallbackTasks) =>
      (...asked: never[]) => {
        calls += 1;
        if (calls > MOST_CALLS) throw new Error("The work goes round and round");

        return Reflect.apply(tasks[name], tasks, asked);
      },
  });
}

/** The task that the outcome is about; an outcome without one fails the test. */
export function taskIdOf(outcome: { readonly kind: string; readonly taskId?: string } | undefined): string {
  if (outcome?.taskId === undefined) throw new Error(`No task: ${outcome?.kind}`);

  return outcome.taskId;
}
