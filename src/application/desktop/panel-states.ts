import type { Activity } from "../../domain/desktop/desktop-callback.ts";
import type { RequeueFailure } from "../../ports/agent-notices.ts";
import type { CallRefusal, Stop } from "../../ports/outbound-calls.ts";

/** What went wrong with what the agent asked for last. */
export type Problem =
  | { readonly kind: "call"; readonly reason: CallRefusal | "unavailable" }
  | { readonly kind: "requeue"; readonly reason: RequeueFailure }
  /** The request is back in the queue, but its old task could not be ended. */
  | { readonly kind: "finish" };

export interface PanelState {
  readonly activity: Activity;
  readonly problem?: Problem;
}

const AT_REST: PanelState = { activity: "idle" };

/** What the panel remembers for each callback, while the agent looks at other tasks. */
export class PanelStates {
  readonly #states = new Map<string, PanelState>();
  readonly #listeners = new Set<() => void>();

  of(taskId: string): PanelState {
    return this.#states.get(taskId) ?? AT_REST;
  }

  set(taskId: string, state: PanelState): void {
    this.#states.set(taskId, state);
    this.#tell();
  }

  /** The task has left the desk. */
  forget(taskId: string): void {
    if (this.#states.delete(taskId)) this.#tell();
  }

  watch(listener: () => void): Stop {
    this.#listeners.add(listener);

    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
