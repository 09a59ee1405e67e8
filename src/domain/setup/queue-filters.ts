import type { RequeuePolicy } from "../retry/requeue.ts";
import { heldDelays, type RetryDelays, retrySteps } from "../retry/retry-delays.ts";

/** One rule of the queue: which requests it is for, and how long it holds them before anybody is offered them. */
export type QueueFilter =
  /** Requests whose own delay is above `aboveSeconds`, up to the delay that they are held for. */
  | {
      readonly kind: "delay";
      /** Only requests that come back to one agent. That agent is asked first. */
      readonly owned: boolean;
      readonly aboveSeconds: number;
      readonly holdSeconds: number;
      /** There is no longer hold: longer delays are held as long as this one. */
      readonly isLongest: boolean;
    }
  /** Requests that come back to one agent without a delay. */
  | { readonly kind: "owned-at-once" }
  | { readonly kind: "no-delay" }
  /** Requests that say nothing of a delay, as those of other plugins. The number of attempts decides. */
  | {
      readonly kind: "attempts";
      readonly attemptsMade: number;
      readonly orMore: boolean;
      readonly holdSeconds: number;
    }
  | { readonly kind: "at-once" };

/**
 * The rules of the queue, the first that fits counts. A delay between two that are held is held for the longer one.
 */
export function queueFilters(policy: RequeuePolicy, delays: RetryDelays): readonly QueueFilter[] {
  const held = heldDelays(delays);
  const delayFilters = (owned: boolean): readonly QueueFilter[] =>
    held.map((holdSeconds, index) => ({
      kind: "delay",
      owned,
      aboveSeconds: held[index - 1] ?? 0,
      holdSeconds,
      isLongest: index === held.length - 1,
    }));
  const byAttempts = retrySteps(policy, delays)
    .filter(({ delaySeconds }) => delaySeconds > 0)
    .map(
      ({ attemptsMade, orMore, delaySeconds }): QueueFilter => ({
        kind: "attempts",
        attemptsMade,
        orMore,
        holdSeconds: delaySeconds,
      }),
    );

  return [
    ...delayFilters(true),
    ...delayFilters(false),
    { kind: "owned-at-once" },
    { kind: "no-delay" },
    ...byAttempts,
    { kind: "at-once" },
  ];
}
