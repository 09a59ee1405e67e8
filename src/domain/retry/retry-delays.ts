import { DEFAULT_TIMEOUT_SECONDS } from "../routing.ts";
import type { RequeuePolicy } from "./requeue.ts";

/**
 * Seconds that a request waits in the queue before it is offered again: after its first attempt, after its second…
 * The last of them counts for all later attempts too.
 */
export type RetryDelays = readonly number[];

/** Ten minutes after the first attempt, an hour after every other: the delays of Twilio's Flex project template. */
export const DEFAULT_RETRY_DELAYS: RetryDelays = [600, 3600];

/** Seconds to wait after so many attempts, 1 or more. */
export function delayAfter(attempts: number, delays: RetryDelays): number {
  return delays[Math.min(attempts, delays.length) - 1] ?? 0;
}

export interface RetryStep {
  readonly attemptsMade: number;
  /** The request has made so many attempts or more. */
  readonly orMore: boolean;
  readonly delaySeconds: number;
}

/** One step for each number of attempts after which the policy still puts a request back into the queue. */
export function retrySteps({ maxAttempts }: RequeuePolicy, delays: RetryDelays): readonly RetryStep[] {
  const last = maxAttempts - 1;

  return Array.from({ length: last }, (_, index) => ({
    attemptsMade: index + 1,
    // Requests from before the policy was made stricter wait as well.
    orMore: index + 1 === last,
    delaySeconds: delayAfter(index + 1, delays),
  }));
}

/** Why these delays cannot be used: a request that waits as long as it may live is never offered. */
export function retryDelaysFault(
  delays: RetryDelays,
  timeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
): string | undefined {
  const isDelay = (seconds: number) => Number.isInteger(seconds) && seconds >= 0 && seconds < timeoutSeconds;

  return delays.every(isDelay)
    ? undefined
    : `must be whole numbers of seconds from 0 to ${timeoutSeconds - 1}: a request that waits longer is cancelled before it is offered`;
}
