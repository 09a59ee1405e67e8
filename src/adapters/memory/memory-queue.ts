import type { CallbackTask } from "../../domain/callback-task.ts";
import type { TaskEnd, TaskEvent } from "../../domain/task-event.ts";
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
  readonly #history: TaskEvent[] = [];
  #lastId = 0;
  #reachable = true;

  /** @param now the queue's own clock, not that of a process. By default it stands still. */
  constructor(now: () => Date = () => new Date(0)) {
    this.#now = now;
  }

  now(): Date {
    return this.#now();
  }

  /** The work is offered to an agent, who has not taken it yet. */
  offer(id: string): void {
    this.#move(id, ["waiting"], { state: "offered" });
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

  /** The queue ends the work for reasons of its own: what waits is canceled, what an agent has is deleted. */
  drop(id: string): void {
    const work = this.#works.get(id);
    if (!work || !isOpen(work.state)) throw new Error(`${id} is ${work?.state ?? "not in the queue"}`);
    if (!isWithAgent(work.state)) {
      this.replace(work, { state: "canceled" }, { reason: "Task TTL Exceeded", isQueuesReason: true });
      return;
    }
    this.#works.delete(id);
    this.#tellEnd(work, "system-deleted", {});
  }

  /** All that happened to callbacks, the oldest first, even to those that are gone. */
  history(): readonly TaskEvent[] {
    return this.#history;
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
    const work: QueuedWork = {
      id,
      state: "waiting",
      holders: [],
      version: 1,
      createdAt: this.now(),
      ...(callback && { callback }),
    };
    this.#works.set(id, work);
    this.#tell(work, (task) => ({ kind: "created", task, at: this.now() }));

    return id;
  }

  look(id: string): QueuedWork | undefined {
    return this.#works.get(id);
  }

  all(): readonly QueuedWork[] {
    return [...this.#works.values()];
  }

  /** Compare and set: `false` when somebody else changed the work meanwhile. */
  replace(seen: QueuedWork, next: Partial<QueuedWork>, end: Partial<TaskEnd> = {}): boolean {
    if (this.#works.get(seen.id)?.version !== seen.version) return false;
    const work = { ...seen, ...next, version: seen.version + 1 };
    this.#works.set(seen.id, work);
    if (isOpen(seen.state) && (work.state === "completed" || work.state === "canceled"))
      this.#tellEnd(work, work.state, end);
    else this.#tell(work, (task) => ({ kind: "changed", task, at: this.now() }));

    return true;
  }

  /** What an agent has, the agent ends; what nobody has is withdrawn. */
  end(work: QueuedWork, reason?: string): boolean {
    const state = isWithAgent(work.state) ? "completed" : "canceled";

    return this.replace(work, { state }, reason === undefined ? {} : { reason });
  }

  #move(id: string, from: readonly TaskState[], next: Partial<QueuedWork>): void {
    const work = this.#works.get(id);
    if (!work || !from.includes(work.state)) {
      throw new Error(`${id} is ${work?.state ?? "not in the queue"}; expected ${from.join(" or ")}`);
    }
    this.replace(work, next);
  }

  #tellEnd(work: QueuedWork, how: TaskEnd["how"], told: Partial<TaskEnd>): void {
    const at = this.now();
    const ageSeconds = Math.floor((at.getTime() - work.createdAt.getTime()) / 1000);
    this.#tell(work, (task) => ({
      kind: "ended",
      task,
      at,
      end: { how, at, ageSeconds, isQueuesReason: false, ...told },
    }));
  }

  #tell(work: QueuedWork, event: (task: CallbackTask) => TaskEvent): void {
    const task = asTask(work);
    if (task) this.#history.push(event(task));
  }
}

/** A copy, as what comes over a network is: nobody changes the queue by changing what they were given. */
export function asTask(work: QueuedWork | undefined): CallbackTask | undefined {
  if (!work?.callback) return undefined;
  const { id, state, createdAt, callback } = work;

  return structuredClone({ id, state, createdAt, ...callback });
}
