import type { CallbackRequest } from "../callback-request.ts";
import { CLOSINGS, type Closing } from "../end.ts";
import { currentAttempt, type RequeuePolicy } from "../retry/requeue.ts";

/**
 * The answers that make sense for this request. An agent cannot have reached a contact without a callable number, unless they
 * called another one, and does not give up while an attempt is left.
 *
 * @param maxAttempts absent: unknown, so giving up is offered too
 */
export function closingsFor(
  {
    contact,
    attemptsMade,
    attempts = [],
  }: Pick<CallbackRequest, "contact" | "attemptsMade"> & Partial<Pick<CallbackRequest, "attempts">>,
  { maxAttempts = 1 }: Partial<Pick<RequeuePolicy, "maxAttempts">>,
): readonly Closing[] {
  if (contact.kind !== "number" && attempts.length === 0) return ["handled", "no-longer-wanted"];

  return currentAttempt({ attemptsMade }) >= maxAttempts
    ? CLOSINGS
    : CLOSINGS.filter((closing) => closing !== "gave-up");
}
