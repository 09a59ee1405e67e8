import type { WorkspaceEvent } from "./events.ts";
import type { WorkspaceState } from "./state.ts";

/** One event in a workflow, with its time. The workflow's statistics count these. */
export interface Tally {
  readonly kind: WorkspaceEvent["kind"];
  readonly at: number;
  readonly workflowSid: string;
  readonly taskChannelSid: string;
  /** Seconds from the task's creation. */
  readonly waited: number;
  readonly reason: string | null;
}

/** Statistics go back 30 days at most. A local Twilio needs fewer events than that. */
const MOST_KEPT = 20_000;

export class Tallies {
  readonly #kept: Tally[] = [];

  constructor(state: WorkspaceState) {
    state.events.subscribe((event) => {
      if (!("task" in event)) return;
      const at = state.clock.time();
      const { workflowSid, taskChannelSid, dateCreated, reason } = event.task;
      this.#kept.push({
        kind: event.kind,
        at,
        workflowSid,
        taskChannelSid,
        waited: (at - dateCreated) / 1000,
        reason,
      });
      if (this.#kept.length > MOST_KEPT) this.#kept.splice(0, MOST_KEPT / 2);
    });
  }

  of(workflowSid: string, from: number, to: number): readonly Tally[] {
    return this.#kept.filter((each) => each.workflowSid === workflowSid && each.at >= from && each.at <= to);
  }

  clear(): void {
    this.#kept.length = 0;
  }
}
