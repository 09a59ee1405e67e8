import type { QueueFigures } from "../domain/waiting/expected-wait.ts";

/**
 * How queues do lately. Figures may be a minute old: those who ask in between get the same ones, and nobody is asked
 * again. Every adapter passes `test/contracts/wait-estimates.contract.ts`.
 */
export interface WaitEstimates {
  /**
   * Calls that wait in the workflow, and how many agents took lately.
   *
   * @throws {Unavailable} when nobody can say
   */
  figures(workflowId: string): Promise<QueueFigures>;
}

/** Age of figures that are not asked for again. */
export const FIGURES_LAST_MS = 60_000;
