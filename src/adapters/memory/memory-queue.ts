import type { CallbackTask } from "../../domain/callback-task.ts";
import { isOpen, isWithAgent, type TaskState } from "../../domain/task-state.ts";

/** What the queue keeps of a callback: all of its task but what the queue says itself. */
export type QueuedCallback = Omit<CallbackTask, "id" | "state" | "createdAt">;

/** One piece of work as it stands in the queue. Work of other kinds carries no callback. */
export interface QueuedWork {
  readonly id: string;
  readonly state: TaskState;
  /** Workers who have the work, or who brought it to its end. */
  readonly holders: readonly string[];
  readonly callback?: QueuedCallback;
  readonly createdAt: Date;
  readonly version: number;
}

/**
 * A contact centre's queue, seen from the agents' side: taking work, wrapping it up, finishing it.
 *
 * Several `MemoryCallbackTasks` may stand on one queue, as several processes do.
 */
export class MemoryQueue {
  readonly #works = new Map<string, QueuedWork>();
  readonly #now: () => Date;
  #lastId = 0;
  #reachable = true;

  /** @param now the queue's own clock, not that of a process. By default it stands still. */
  constructor(now: () => Date = () => new Date(0)) {
    this.#now = now;
  }

  now(): Date {
    return this.#now();
  }

  /** The agent takes the work. */
  accept(id: string, workerId: string): void {
    this.#move(id, ["waiting", "offered"], { state: "assigned", holders: [workerId] });
  }

  /** Another agent takes over, and the first lets go of it. */
  handOver(id: string, workerId: string): void {
    this.#move(id, ["assigned"], { holders: [workerId] });
  }

  wrapUp(id: string): void {
    this.#move(id, ["assigned"], { state: "wrap-up" });
  }

  finish(id: string): void {
    this.#move(id, ["assigned", "wrap-up"], { state: "completed" });
  }

  /** Finished work leaves the queue after a while, and nobody finds it any more. */
  remove(id: string): void {
    this.#works.delete(id);
  }

  /** Work of another kind, such as a chat, in the same queue. */
  addOtherWork(): string {
    return this.put(undefined);
  }

  stateOf(id: string): TaskState | undefined {
    return this.#works.get(id)?.state;
  }

  /** Ids of the work that somebody is still to do. */
  open(): readonly string[] {
    return [...this.#works.values()].filter(({ state }) => isOpen(state)).map(({ id }) => id);
  }

  cutOff(): void {
    this.#reachable = false;
  }

  restore(): void {
    this.#reachable = true;
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  put(callback: QueuedWork["callback"]): string {
    this.#lastId += 1;
    const id = `task-${this.#lastId}`;
    this.#works.set(id, {
      id,
      state: "waiting",
      holders: [],
      version: 1,
      createdAt: this.now(),
      ...(callback && { callback }),
    });

    return id;
  }

  look(id: string): QueuedWork | undefined {
    return this.#works.get(id);
  }

  all(): readonly QueuedWork[] {
    return [...this.#works.values()];
  }

  /** Compare and set: `false` when somebody else changed the work meanwhile. */
  replace(seen: QueuedWork, next: Partial<QueuedWork>): boolean {
    if (this.#works.get(seen.id)?.version !== seen.version) return false;
    this.#works.set(seen.id, { ...seen, ...next, version: seen.version + 1 });

    return true;
  }

  /** What an agent has, the agent ends; what nobody has is withdrawn. */
  end(work: QueuedWork): boolean {
    return this.replace(work, { state: isWithAgent(work.state) ? "completed" : "canceled" });
  }

  #move(id: string, from: readonly TaskState[], next: Partial<QueuedWork>): void {
    const work = this.#works.get(id);
    if (!work || !from.includes(work.state)) {
      throw new Error(`${id} is ${work?.state ?? "not in the queue"}; expected ${from.join(" or ")}`);
    }
    this.replace(work, next);
  }
}
