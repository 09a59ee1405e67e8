/** How long a contact has waited, against the target: within it, close to it, past it. */
export type Urgency = "within" | "close" | "past";

/** The part of the target from which a request is close to it. */
const CLOSE_FROM = 0.75;

/** Minutes within which a contact should be called, unless the deployer says otherwise. */
export const DEFAULT_TARGET_MINUTES = 60;

const MINUTE_MS = 60_000;

export function urgencyOf(receivedAt: Date, now: Date, targetMinutes: number): Urgency {
  const minutes = (now.getTime() - receivedAt.getTime()) / MINUTE_MS;
  if (minutes >= targetMinutes) return "past";

  return minutes >= targetMinutes * CLOSE_FROM ? "close" : "within";
}
