import type { QueueFigures } from "../../domain/waiting/expected-wait.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import { FIGURES_LAST_MS, type WaitEstimates } from "../../ports/wait-estimates.ts";

/** `WaitEstimates` in memory: they say what they were told. */
export class MemoryWaitEstimates implements WaitEstimates {
  readonly #clock: Clock;
  readonly #now = new Map<string, QueueFigures>();
  readonly #told = new Map<string, { readonly at: number; readonly figures: QueueFigures }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async figures(workflowId: string): Promise<QueueFigures> {
    const at = this.#clock.now().getTime();
    const told = this.#told.get(workflowId);
    if (told && at - told.at < FIGURES_LAST_MS) return told.figures;

    const figures = this.#now.get(workflowId);
    if (!figures) throw new Unavailable("Nobody knows how the queue does");
    this.#told.set(workflowId, { at, figures });

    return figures;
  }

  /** How the queue does from now on. `undefined`: nobody knows. */
  set(workflowId: string, figures: QueueFigures | undefined): void {
    if (figures) this.#now.set(workflowId, figures);
    else this.#now.delete(workflowId);
  }
}
