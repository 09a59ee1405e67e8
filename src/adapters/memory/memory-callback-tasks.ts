import { fitToBudget } from "../../domain/attribute-budget.ts";
import type { CallbackRequest } from "../../domain/callback-request.ts";
import { type CallbackTask, type CallbackTaskChange, changedTask } from "../../domain/callback-task.ts";
import { type Extent, type Look, oldestFirst } from "../../domain/once/look.ts";
import { isOpen, isWithAgent, mayEnd } from "../../domain/task-state.ts";
import type { Added, CallbackTasks, NewTask, Sought, TaskReading } from "../../ports/callback-tasks.ts";
import { TooLarge, Unavailable } from "../../ports/faults.ts";
import { asTask, MemoryQueue, type QueuedCallback } from "./memory-queue.ts";

/** A page of the tasks made last. */
const NEWEST = 20;

/** `CallbackTasks` in memory. Agents do their part on the `queue`; give several of these one queue to share it. */
export class MemoryCallbackTasks implements CallbackTasks {
  readonly queue: MemoryQueue;

  constructor(queue: MemoryQueue = new MemoryQueue()) {
    this.queue = queue;
  }

  async add({ request, ...origin }: NewTask, _withinMs: number): Promise<Added> {
    try {
      await this.#reach();
    } catch (cause) {
      return { kind: "not-added", cause };
    }
    const taskId = this.queue.put({ ...origin, request: fitted({ ...origin, request }) });

    return { kind: "added", taskId, createdAt: this.queue.now() };
  }

  async find(id: string): Promise<TaskReading | undefined> {
    await this.#reach();

    return this.#read(id);
  }

  async look(sought: Sought, extent: Extent): Promise<Look> {
    await this.#reach();
    const made = this.queue.all().map(asTask);
    const back = "heldBy" in sought ? "all" : extent;
    const inExtent =
      back === "newest" ? made.slice(-NEWEST) : made.filter((task) => task && isWithin(task, back));
    const tasks = inExtent
      .filter((task) => task !== undefined)
      .filter((task) => isSought(task, sought, this.queue.look(task.id)?.holders ?? []));

    return { tasks: oldestFirst(tasks), at: this.queue.now(), extent };
  }

  async holders(id: string): Promise<readonly string[]> {
    await this.#reach();

    return this.queue.look(id)?.holders ?? [];
  }

  async change(
    id: string,
    edit: (reading: TaskReading) => CallbackTaskChange | undefined,
  ): Promise<TaskReading | undefined> {
    for (;;) {
      await this.#reach();
      const seen = this.queue.look(id);
      const reading = this.#read(id);
      if (!seen || !reading) return undefined;

      const change = edit(reading);
      if (!change) return reading;

      const { id: _, state: __, createdAt: ___, ...callback } = changedTask(reading.task, change);
      await this.#reach();
      if (this.queue.replace(seen, { callback: { ...callback, request: fitted(callback) } }))
        return this.#read(id);
    }
  }

  async end(
    id: string,
    reason: string,
    revision?: string,
    evenOffered = false,
  ): Promise<"ended" | "refused"> {
    for (;;) {
      await this.#reach();
      const seen = this.queue.look(id);
      if (!seen?.callback || !isOpen(seen.state)) return "ended";
      if (revision !== undefined && (String(seen.version) !== revision || !mayEnd(seen.state, evenOffered)))
        return "refused";

      await this.#reach();
      if (this.queue.end(seen, reason)) return "ended";
    }
  }

  #read(id: string): TaskReading | undefined {
    const work = this.queue.look(id);
    const task = asTask(work);

    return work && task && { task, revision: String(work.version), at: this.queue.now() };
  }

  /** Others get their turn here, as they would while a request travels. */
  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.queue.reachable) throw new Unavailable("The queue is cut off");
  }
}

function isWithin({ createdAt }: CallbackTask, extent: Exclude<Extent, "newest">): boolean {
  return extent === "all" || createdAt >= extent.since;
}

function isSought({ state, request }: CallbackTask, sought: Sought, holders: readonly string[]): boolean {
  if ("key" in sought) return request.key === sought.key;
  if ("heldBy" in sought) return isWithAgent(state) && holders.includes(sought.heldBy);

  return request.voicemail?.recordingId === sought.recordingId;
}

function fitted(callback: QueuedCallback): CallbackRequest {
  const result = fitToBudget(callback.request, (request) => bytes({ ...callback, request }));
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
