import type { CallbackRequest } from "../callback-request.ts";
import { decideRequeue, type RequeuePolicy } from "../retry/requeue.ts";
import { DELAY_LADDER } from "../retry/retry-delays.ts";

/** What an agent wishes of a put-back. */
export interface RetryChoice {
  /** Absent: as the server's rules say. */
  readonly delaySeconds?: number;
  /** The agent is to be offered it first. */
  readonly toMe?: boolean;
}

export interface RetryChoices {
  /** In seconds, the shortest first. */
  readonly delays: readonly number[];
  /** The delay of an agent who chooses none. */
  readonly usual: number;
}

export type HoldingRules = Partial<RequeuePolicy> & { readonly holdingWorkflows?: readonly string[] };

/**
 * When a request can be offered again. `undefined`: nobody can be promised a time, because its workflow does not hold
 * requests back, or the rules are not known.
 */
export function retryChoices(
  request: CallbackRequest,
  { maxAttempts, retryDelays, holdingWorkflows = [], maxPutBacks }: HoldingRules,
): RetryChoices | undefined {
  const { workflowId } = request.routing;
  if (!maxAttempts || !retryDelays || !workflowId || !holdingWorkflows.includes(workflowId)) return undefined;
  const decision = decideRequeue(request, {
    maxAttempts,
    retryDelays,
    ...(maxPutBacks !== undefined && { maxPutBacks }),
  });
  if (decision.kind === "give-up") return undefined;

  const usual = decision.putBack.retryDelaySeconds;

  return { delays: [...new Set([...DELAY_LADDER, usual])].sort((a, b) => a - b), usual };
}
