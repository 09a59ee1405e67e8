import type { Activity } from "../../domain/desktop/desktop-callback.ts";
import type { Problem } from "../../domain/desktop/problem.ts";
import type { RetryChoice } from "../../domain/desktop/retry-choices.ts";
import type { Closing } from "../../domain/end.ts";
import type { Stop } from "../../ports/outbound-calls.ts";

export interface PanelState {
  readonly activity: Activity;
  /** What went wrong with the agent's latest wish. */
  readonly problem?: Problem;
  /** What the agent wishes of a put-back. */
  readonly retry?: RetryChoice;
  /** When a request that was put back is offered again. Absent: nobody can tell. */
  readonly offeredAt?: Date;
  /** When the desktop puts the request back by itself. Absent: it does not. */
  readonly requeuesAt?: Date;
  /** When the agent was asked how the request ended. Absent: not asked, or no longer. */
  readonly askedAt?: Date;
  /** How the request ended, in the agent's words. Its task is still to be completed. */
  readonly closing?: Closing;
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

  /** The task has left the agent's list. */
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
