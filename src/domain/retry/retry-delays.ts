import { DEFAULT_TIMEOUT_SECONDS } from "../routing.ts";
import { ATTEMPT_OUTCOMES, type AttemptOutcome } from "./attempt.ts";

/** How long a request waits in the queue before it is offered again, in seconds. */
export interface RetryDelays {
  /** After its first attempt, after its second… The last counts for all later attempts too. */
  readonly byAttempt: readonly number[];
  /** After an attempt whose last call came out so, whatever its number. */
  readonly byOutcome?: { readonly [outcome in AttemptOutcome]?: number };
}

/** Ten minutes after the first attempt, an hour after every other: the delays of Twilio's Flex project template. */
export const DEFAULT_RETRY_DELAYS: RetryDelays = { byAttempt: [600, 3600] };

/**
 * Seconds to wait after so many attempts, 1 or more.
 *
 * @param outcome of the attempt's last call. Absent: unknown, or there was no call
 */
export function delayAfter(
  attempts: number,
  { byAttempt, byOutcome = {} }: RetryDelays,
  outcome?: AttemptOutcome,
): number {
  const own = outcome && byOutcome[outcome];

  return own ?? byAttempt[Math.min(attempts, byAttempt.length) - 1] ?? 0;
}

/** Delays that an agent may choose: 10 and 30 minutes, 1, 2, 4 and 8 hours, 1 and 2 days. */
export const DELAY_LADDER: readonly number[] = [600, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800];

/** The longest delay that an agent may choose. */
export const LONGEST_CHOSEN_DELAY = 172_800;

/** How long a request that comes back to its agent waits for that agent before anybody else is asked. */
export const DEFAULT_OWNER_WAIT_SECONDS = 900;

/** Every delay that the queue can hold a request for, the shortest first. */
export function heldDelays(delays: RetryDelays): readonly number[] {
  return [...new Set([...DELAY_LADDER, ...valuesOf(delays)])]
    .filter((each) => each > 0)
    .sort((a, b) => a - b);
}

export interface RetryStep {
  readonly attemptsMade: number;
  /** The request has made so many attempts or more. */
  readonly orMore: boolean;
  readonly delaySeconds: number;
}

/** One step for each number of attempts after which the policy still puts a request back into the queue. */
export function retrySteps(
  { maxAttempts }: { readonly maxAttempts: number },
  delays: RetryDelays,
): readonly RetryStep[] {
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
  if (!valuesOf(delays).every(isDelay))
    return `must be whole numbers of seconds from 0 to ${timeoutSeconds - 1}: a request that waits longer is cancelled before it is offered`;

  return Object.keys(delays.byOutcome ?? {}).every(isOutcome)
    ? undefined
    : `must name outcomes of a call: ${ATTEMPT_OUTCOMES.join(", ")}`;
}

function valuesOf({ byAttempt, byOutcome = {} }: RetryDelays): readonly number[] {
  return [...byAttempt, ...Object.values(byOutcome)];
}

function isOutcome(word: string): boolean {
  return (ATTEMPT_OUTCOMES as readonly string[]).includes(word);
}
