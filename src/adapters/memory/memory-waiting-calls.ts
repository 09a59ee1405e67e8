import type { WaitingCall } from "../../domain/waiting/carried.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { LeavesFor, WaitingCalls } from "../../ports/waiting-calls.ts";

interface Waiting {
  readonly callId: string;
  readonly call: WaitingCall;
  readonly leavesFor?: LeavesFor;
}

/** How many of the newest are searched. */
const NEWEST = 50;

/** `WaitingCalls` in memory. What callers and agents do is done by the methods that the port does not have. */
export class MemoryWaitingCalls implements WaitingCalls {
  readonly #waiting = new Map<string, Waiting>();
  #reachable = true;

  async find(callId: string, workflowId?: string): Promise<WaitingCall | undefined> {
    this.#reach();

    return [...this.#waiting.values()]
      .filter(({ call }) => workflowId === undefined || call.routing.workflowId === workflowId)
      .filter(({ call }) => call.state === "waiting" || call.state === "offered")
      .slice(-NEWEST)
      .find((each) => each.callId === callId)?.call;
  }

  async look(taskId: string): Promise<WaitingCall | undefined> {
    this.#reach();

    return this.#waiting.get(taskId)?.call;
  }

  async note(taskId: string, why: LeavesFor | undefined): Promise<void> {
    this.#reach();
    const seen = this.#waiting.get(taskId);
    if (!seen) return;

    const { leavesFor: _, ...rest } = seen;
    this.#waiting.set(taskId, why === undefined ? rest : { ...rest, leavesFor: why });
  }

  /** A caller comes. */
  add(callId: string, call: Omit<WaitingCall, "taskId" | "state" | "isAccepted">): string {
    const taskId = `call-task-${this.#waiting.size + 1}`;
    this.#waiting.set(taskId, { callId, call: { ...call, taskId, state: "waiting", isAccepted: false } });

    return taskId;
  }

  /** An agent accepts; until they speak, the task reads as if it were only offered. */
  accept(taskId: string, state: "offered" | "assigned" = "assigned"): void {
    const seen = this.#waiting.get(taskId);
    if (seen) this.#waiting.set(taskId, { ...seen, call: { ...seen.call, state, isAccepted: true } });
  }

  /** The agent's accept came to nothing: the call waits on. */
  release(taskId: string): void {
    const seen = this.#waiting.get(taskId);
    if (seen)
      this.#waiting.set(taskId, { ...seen, call: { ...seen.call, state: "waiting", isAccepted: false } });
  }

  /** The caller hangs up. */
  hangUp(taskId: string): void {
    this.#waiting.delete(taskId);
  }

  leavesFor(taskId: string): LeavesFor | undefined {
    return this.#waiting.get(taskId)?.leavesFor;
  }

  cutOff(): void {
    this.#reachable = false;
  }

  #reach(): void {
    if (!this.#reachable) throw new Unavailable("The queue is cut off");
  }
}
