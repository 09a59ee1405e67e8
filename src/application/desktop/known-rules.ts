import type { NumberPolicy } from "../../domain/phone-number.ts";
import type { UnreachedOutcome } from "../../domain/retry/attempt.ts";
import type { RequeuePolicy } from "../../domain/retry/requeue.ts";
import type { ListPolicy } from "../../domain/supervisor/listed-task.ts";
import type { DeletionPolicy } from "../../domain/voicemail-deletion.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Stop } from "../../ports/outbound-calls.ts";

/** The server's rules that the agent desktop shows. */
export interface DesktopRules extends RequeuePolicy {
  /** Absent: the server's answer lacks it, so the desktop does not offer deletion. */
  readonly deletion?: DeletionPolicy["deletion"];
  /** What agents may see of the supervisors' list. Absent: the server's answer lacks it, so they have no list. */
  readonly listForAgents?: ListPolicy["forAgents"];
  /** Ids of the workflows that hold requests back for as long as they ask. In others nobody is promised a time. */
  readonly holdingWorkflows?: readonly string[];
  /** After these outcomes of a call the desktop puts the request back by itself. */
  readonly autoRequeue?: readonly UnreachedOutcome[];
  /** Which numbers agents may call. Absent: the server's answer lacks it, so the desktop offers none of the agent's own. */
  readonly numbers?: NumberPolicy;
  /** Within so many minutes a contact should be called. Absent: the server's answer lacks it. */
  readonly targetMinutes?: number;
}

/** How long an answer is valid, and how long to wait after a request without an answer. */
const KEPT_FOR_MS = 15 * 60_000;
const ASK_AGAIN_AFTER_MS = 30_000;

/** The server's rules, kept for a while. */
export class KnownRules {
  readonly #ask: () => Promise<DesktopRules>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  #known: DesktopRules | undefined;
  #goodUntil = 0;

  constructor(ask: () => Promise<DesktopRules>, clock: Clock, log: Log) {
    this.#ask = ask;
    this.#clock = clock;
    this.#log = log;
  }

  /** The latest answer, however old. */
  current(): DesktopRules | undefined {
    return this.#known;
  }

  /** Asks the server, unless it did so a short while ago. Never throws, because the server enforces its rules anyway. */
  async refresh(): Promise<void> {
    if (this.#clock.now().getTime() < this.#goodUntil) return;

    this.#goodUntil = Number.POSITIVE_INFINITY;
    try {
      this.#known = await this.#ask();
      this.#goodUntil = this.#clock.now().getTime() + KEPT_FOR_MS;
      for (const listener of this.#listeners) listener();
    } catch (error) {
      this.#log.warn("panel.rules-unknown", {}, error);
      this.#goodUntil = this.#clock.now().getTime() + ASK_AGAIN_AFTER_MS;
    }
  }

  watch(listener: () => void): Stop {
    this.#listeners.add(listener);

    return () => this.#listeners.delete(listener);
  }
}
