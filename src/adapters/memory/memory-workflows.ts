import { Unavailable } from "../../ports/faults.ts";
import type { Workflows } from "../../ports/workflows.ts";

/** `Workflows` in memory: those that it is told of. */
export class MemoryWorkflows implements Workflows {
  /** By id: whether the workflow holds requests back. */
  readonly known = new Map<string, boolean>();
  /** By id, for people. */
  readonly names = new Map<string, string>();
  isAway = false;

  async heedsDelays(workflowId: string): Promise<boolean> {
    this.#reach();

    return this.known.get(workflowId) === true;
  }

  async nameOf(workflowId: string): Promise<string | undefined> {
    this.#reach();

    return this.names.get(workflowId);
  }

  #reach(): void {
    if (this.isAway) throw new Unavailable("Nobody can say what the workflow is");
  }
}
