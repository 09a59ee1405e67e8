import type { TaskEvent } from "../../domain/task-event.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { HistoryPage, HistorySpan, TaskHistory } from "../../ports/task-history.ts";
import { MemoryQueue } from "./memory-queue.ts";

/** `TaskHistory` in memory: what became of the callbacks in a `MemoryQueue`. */
export class MemoryTaskHistory implements TaskHistory {
  readonly queue: MemoryQueue;
  readonly #pageSize: number;

  /** @param pageSize so many events are told at once */
  constructor(queue: MemoryQueue = new MemoryQueue(), pageSize = 100) {
    this.queue = queue;
    this.#pageSize = pageSize;
  }

  async *read({ since, until, kinds }: HistorySpan): AsyncGenerator<HistoryPage> {
    await this.#reach();
    const end = until ?? this.queue.now();
    const isAsked = ({ kind, at }: TaskEvent) => at >= since && at <= end && (!kinds || kinds.includes(kind));
    const events = this.queue.history().filter(isAsked);

    for (let told = 0; ; ) {
      const page = this.#pageFrom(events.slice(told));
      told += page.length;
      yield { events: structuredClone(page), until: told < events.length ? lastOf(page, since) : end };
      if (told >= events.length) return;
      await this.#reach();
    }
  }

  /** A page ends between two moments, so that whoever begins again behind it misses nothing. */
  #pageFrom(events: readonly TaskEvent[]): readonly TaskEvent[] {
    const last = events[this.#pageSize - 1]?.at.getTime();

    return last === undefined ? events : events.filter(({ at }) => at.getTime() <= last);
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.queue.reachable) throw new Unavailable("The queue is cut off");
  }
}

function lastOf(events: readonly TaskEvent[], otherwise: Date): Date {
  return events.at(-1)?.at ?? otherwise;
}
