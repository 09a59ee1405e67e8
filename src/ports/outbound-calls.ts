import type { CallObstacle } from "../domain/desktop/call-obstacle.ts";
import type { CallRefusal } from "../domain/desktop/problem.ts";
import type { JsonObject } from "../domain/json.ts";
import type { PhoneNumber } from "../domain/phone-number.ts";
import type { TelephoneOutcome } from "../domain/retry/attempt.ts";

/** A call to the contact of a callback or voicemail. */
export interface CallToPlace {
  /** Id of the task that the agent places the call for. */
  readonly callbackTaskId: string;
  readonly number: PhoneNumber;
  /** The number that the contact sees. Absent: the agent desktop's default. */
  readonly callerId?: PhoneNumber;
  /** Ties the call to its callback in reports. */
  readonly conversationId: string;
  /** The attributes that the deployer attached to the request. The call carries them too. */
  readonly attributes: JsonObject;
}

export type CallPlacement =
  | { readonly kind: "placed" }
  /** A second try in the same situation will not help. */
  | { readonly kind: "refused"; readonly reason: CallRefusal };

/** How a call that was placed for a callback ended, or that it was answered. */
export interface CallOutcome {
  readonly callbackTaskId: string;
  readonly callTaskId: string;
  readonly outcome: TelephoneOutcome;
  /** How long it was talked. Absent: the call is live, or nobody knows. */
  readonly seconds?: number;
}

/** Ends the watch that returned it. */
export type Stop = () => void;

/**
 * The calls that the agent of this agent desktop places.
 *
 * Every adapter passes `test/contracts/outbound-calls.contract.ts`.
 */
export interface OutboundCalls {
  /** Returns what keeps the agent from placing a call now, or `undefined`. */
  obstacle(): CallObstacle | undefined;

  /** Calls the listener each time the obstacle has changed, until it is stopped. */
  watchObstacle(listener: () => void): Stop;

  /**
   * Places the call. `placed` means that a call has begun; `watchOutcomes` reports whether the contact answers it.
   *
   * Answers `refused` when there is an obstacle. Throws `Unavailable` when no call has begun and a second try may help.
   */
  place(call: CallToPlace): Promise<CallPlacement>;

  /**
   * Reports the outcome of each call placed for a callback, until it is stopped: `answered` as soon as the contact has
   * answered, and again with its seconds once that call has ended; else why not. It also reports a call that is live
   * when the watch begins. It reports no calls placed for anything else, and no call that the agent canceled before the
   * contact answered.
   */
  watchOutcomes(listener: (outcome: CallOutcome) => void): Stop;
}
