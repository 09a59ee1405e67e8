import type { CallbackRequest } from "../../domain/callback-request.ts";
import type { LifetimePolicy } from "../../domain/lifetime.ts";
import type { Pace } from "../../domain/once/pace.ts";
import type { AgentRoster } from "../../ports/agent-roster.ts";
import type { CallbackTasks, Sought } from "../../ports/callback-tasks.ts";
import type { Chance } from "../../ports/chance.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { Log } from "../../ports/log.ts";

/** What it takes to make one task of one request, whatever fails on the way. */
export interface OnceNeeds {
  readonly tasks: CallbackTasks;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly pace: Pace;
  /** How long a request is kept up. */
  readonly lifetime?: LifetimePolicy;
  /** Who can still be asked first. Absent: whoever a request names. */
  readonly roster?: Pick<AgentRoster, "find">;
}

/** Waits for others, again and again, but not for ever. */
export class Patience {
  readonly #until: number;
  readonly #needs: Pick<OnceNeeds, "clock" | "pace">;
  #hadLastLook = false;

  constructor(needs: Pick<OnceNeeds, "clock" | "pace">) {
    this.#needs = needs;
    this.#until = needs.clock.now().getTime() + needs.pace.patience;
  }

  get isOver(): boolean {
    return this.#needs.clock.now().getTime() >= this.#until;
  }

  /** As `wait`, but it is time to look again at once. */
  goOn(forWhat: string, cause?: unknown): void {
    if (this.#hadLastLook) throw new Unavailable(forWhat, { retryAfterSeconds: 5, cause });
    this.#hadLastLook = this.isOver;
  }

  /**
   * Returns when it is time to look again. A process that was frozen gets one more look, however late it is.
   *
   * @throws {Unavailable} when patience is over; nothing was promised to whoever asks
   */
  async wait(forWhat: string, cause?: unknown): Promise<void> {
    this.goOn(forWhat, cause);
    if (this.#hadLastLook) return;

    await this.#needs.clock.pause(this.#needs.pace.lookAgainAfter);
  }
}

/** All tasks of a request are in one workflow. */
export function tasksOf(key: string, { routing: { workflowId } }: Pick<CallbackRequest, "routing">): Sought {
  return { key, ...(workflowId !== undefined && { workflowId }) };
}
