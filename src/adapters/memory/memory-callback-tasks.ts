import { fitToBudget } from "../../domain/attribute-budget.ts";
import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { CallbackTask, RequeueMark } from "../../domain/callback-task.ts";
import { isOpen } from "../../domain/task-state.ts";
import type { CallbackTaskChange, CallbackTasks } from "../../ports/callback-tasks.ts";
import { TooLarge, Unavailable } from "../../ports/faults.ts";
import { MemoryQueue, type QueuedWork } from "./memory-queue.ts";

/** `CallbackTasks` in memory. Agents do their part on the `queue`; give several of these one queue to share it. */
export class MemoryCallbackTasks implements CallbackTasks {
  readonly queue: MemoryQueue;

  constructor(queue: MemoryQueue = new MemoryQueue()) {
    this.queue = queue;
  }

  async add(request: CallbackRequest): Promise<string> {
    await this.#reach();

    return this.queue.put({ request: fitted(request) });
  }

  async find(id: string): Promise<CallbackTask | undefined> {
    await this.#reach();

    return asTask(this.queue.look(id));
  }

  async findByMark(mark: string): Promise<readonly CallbackTask[]> {
    await this.#reach();

    return this.#open(({ request }) => request.mark === mark);
  }

  async findByRecording(recordingId: string): Promise<CallbackTask | undefined> {
    await this.#reach();

    return this.#open(({ request }) => request.voicemail?.recordingId === recordingId)[0];
  }

  async holders(id: string): Promise<readonly string[]> {
    await this.#reach();

    return this.queue.look(id)?.holders ?? [];
  }

  async change(
    id: string,
    edit: (task: CallbackTask) => CallbackTaskChange | undefined,
  ): Promise<CallbackTask | undefined> {
    for (;;) {
      await this.#reach();
      const seen = this.queue.look(id);
      const task = asTask(seen);
      if (!seen || !task) return undefined;

      const change = edit(task);
      if (!change) return task;

      const { request, requeued } = { ...task, ...change };
      const callback = { request: fitted(request, requeued), ...(requeued && { requeued }) };
      await this.#reach();
      if (this.queue.replace(seen, { callback })) return this.find(id);
    }
  }

  async complete(id: string, _reason: string): Promise<void> {
    for (;;) {
      await this.#reach();
      const seen = this.queue.look(id);
      if (!seen?.callback || !isOpen(seen.state)) return;

      await this.#reach();
      if (this.queue.end(seen)) return;
    }
  }

  /** The latest attempt first. */
  #open(isMeant: (task: CallbackTask) => boolean): readonly CallbackTask[] {
    return this.queue
      .all()
      .map(asTask)
      .filter((task) => task !== undefined)
      .filter((task) => isOpen(task.state) && isMeant(task))
      .sort((one, other) => other.request.attemptsMade - one.request.attemptsMade);
  }

  /** Others get their turn here, as they would while a request travels. */
  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.queue.reachable) throw new Unavailable("The queue is cut off");
  }
}

/** A copy, as what comes over a network is: nobody changes the queue by changing what they were given. */
function asTask(work: QueuedWork | undefined): CallbackTask | undefined {
  return work?.callback && structuredClone({ id: work.id, state: work.state, ...work.callback });
}

function fitted(request: CallbackRequest, requeued?: RequeueMark): CallbackRequest {
  const result = fitToBudget(request, (candidate) => bytes({ request: candidate, requeued }));
  switch (result.kind) {
    case "fits":
      return structuredClone(result.request);
    case "too-large":
      throw new TooLarge("The request is too large for a task");
  }
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
