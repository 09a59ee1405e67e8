import type { CallbackRequest } from "./callback-request.ts";
import { MAX_TIMEOUT_SECONDS } from "./routing.ts";

export interface LifetimePolicy {
  /** How many days a request is kept up if its flow does not say how long. Default: 14. */
  readonly lifetimeDays?: number;
}

export const DEFAULT_LIFETIME_DAYS = 14;

const DAY_MS = 86_400_000;

/** A request that is put back is offered for a day more at least. */
const DAY_SECONDS = 86_400;

/** Until when a new request is kept up: as long as its flow says, else as long as the contact centre says. */
export function firstEndsAt(now: Date, timeoutSeconds: number | undefined, policy: LifetimePolicy): Date {
  return timeoutSeconds === undefined ? afterLifetime(now, policy) : later(now, timeoutSeconds);
}

/** A task that does not tell it, of an older version or of another plugin, has the lifetime from when it was asked for. */
export function endsAtOf(
  { endsAt, receivedAt }: Pick<CallbackRequest, "endsAt" | "receivedAt">,
  policy: LifetimePolicy,
): Date {
  return endsAt ?? afterLifetime(receivedAt, policy);
}

/** A put-back leaves the request as much time after its delay as its flow gave it, or a day. */
export function endsAtAfterPutBack(
  request: Pick<CallbackRequest, "endsAt" | "receivedAt" | "flowTimeoutSeconds">,
  delaySeconds: number,
  now: Date,
  policy: LifetimePolicy,
): Date {
  const least = later(now, delaySeconds + (request.flowTimeoutSeconds ?? DAY_SECONDS));

  return new Date(Math.max(least.getTime(), endsAtOf(request, policy).getTime()));
}

/** The time-out of a task: what is left until then, within what the queue takes. */
export function timeoutUntil(endsAt: Date, now: Date): number {
  const left = Math.floor((endsAt.getTime() - now.getTime()) / 1000);

  return Math.min(MAX_TIMEOUT_SECONDS, Math.max(1, left));
}

function afterLifetime(asked: Date, { lifetimeDays = DEFAULT_LIFETIME_DAYS }: LifetimePolicy): Date {
  return new Date(asked.getTime() + lifetimeDays * DAY_MS);
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
