import type { ListedTask } from "../../domain/supervisor/listed-task.ts";
import { isOpen, isWithAgent } from "../../domain/task-state.ts";
import type { CallbackList, CallbackPage } from "../../ports/callback-list.ts";
import { Unavailable } from "../../ports/faults.ts";
import { asTask, MemoryQueue, type QueuedWork } from "./memory-queue.ts";

/** `CallbackList` in memory: what is open in a `MemoryQueue`. */
export class MemoryCallbackList implements CallbackList {
  readonly queue: MemoryQueue;
  readonly #pageSize: number;

  constructor(queue: MemoryQueue = new MemoryQueue(), pageSize = 100) {
    this.queue = queue;
    this.#pageSize = pageSize;
  }

  async page(cursor?: string): Promise<CallbackPage> {
    await Promise.resolve();
    if (!this.queue.reachable) throw new Unavailable("The queue is cut off");

    // The queue numbers its work in the order in which it came.
    const last = cursor === undefined ? 0 : Number(/^after-(\d+)$/.exec(cursor)?.[1]);
    if (Number.isNaN(last)) return { kind: "unknown-cursor" };
    const open = this.queue.all().filter(({ id, state }) => numberOf(id) > last && isOpen(state));
    const page = open.slice(0, this.#pageSize);
    const end = page.at(-1);

    return {
      kind: "page",
      callbacks: page.map(listed).filter((each) => each !== undefined),
      at: this.queue.now(),
      ...(end && page.length < open.length && { next: `after-${numberOf(end.id)}` }),
    };
  }
}

function listed(work: QueuedWork): ListedTask | undefined {
  const task = asTask(work);
  const [workerId] = isWithAgent(work.state) ? work.holders : [];

  return task && { task, ...(workerId !== undefined && { holder: { workerId, name: workerId } }) };
}

function numberOf(id: string): number {
  return Number(id.replace("task-", ""));
}
