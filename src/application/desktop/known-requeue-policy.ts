import type { RequeuePolicy } from "../../domain/retry/requeue.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Log } from "../../ports/log.ts";
import type { Stop } from "../../ports/outbound-calls.ts";

/** How long an answer is good for; and how long to leave the functions alone after they gave none. */
const KEPT_FOR_MS = 15 * 60_000;
const LEFT_ALONE_FOR_MS = 30_000;

/** The requeue policy as the server has it, kept for a while. */
export class KnownRequeuePolicy {
  readonly #ask: () => Promise<RequeuePolicy>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #listeners = new Set<() => void>();
  #known: RequeuePolicy | undefined;
  #goodUntil = 0;

  constructor(ask: () => Promise<RequeuePolicy>, clock: Clock, log: Log) {
    this.#ask = ask;
    this.#clock = clock;
    this.#log = log;
  }

  /** What is known now, however old. */
  current(): RequeuePolicy | undefined {
    return this.#known;
  }

  /** Asks the server, unless it was asked not long ago. Not being told is not an error. */
  async refresh(): Promise<void> {
    if (this.#clock.now().getTime() < this.#goodUntil) return;

    this.#goodUntil = Number.POSITIVE_INFINITY;
    try {
      this.#known = await this.#ask();
      this.#goodUntil = this.#clock.now().getTime() + KEPT_FOR_MS;
      for (const listener of this.#listeners) listener();
    } catch (error) {
      this.#log.warn("panel.policy-unknown", {}, error);
      this.#goodUntil = this.#clock.now().getTime() + LEFT_ALONE_FOR_MS;
    }
  }

  watch(listener: () => void): Stop {
    this.#listeners.add(listener);

    return () => this.#listeners.delete(listener);
  }
}
