import { Unavailable } from "../../ports/faults.ts";
import type { Workflows } from "../../ports/workflows.ts";

/** `Workflows` in memory: those that it is told of. */
export class MemoryWorkflows implements Workflows {
  /** By id: whether the workflow holds requests back. */
  readonly known = new Map<string, boolean>();
  isAway = false;

  async heedsDelays(workflowId: string): Promise<boolean> {
    if (this.isAway) throw new Unavailable("Nobody can say what the workflow does");

    return this.known.get(workflowId) === true;
  }
}
