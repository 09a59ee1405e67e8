import type { CallObstacle } from "../domain/desktop/call-obstacle.ts";
import type { JsonObject } from "../domain/json.ts";
import type { PhoneNumber } from "../domain/phone-number.ts";
import type { AttemptOutcome } from "../domain/retry/attempt.ts";

/** A call to a contact who asked for it. */
export interface CallToPlace {
  /** The task of the callback that the call is placed for. */
  readonly callbackTaskId: string;
  readonly number: PhoneNumber;
  /** The number the contact sees. Absent: the desk's own default. */
  readonly callerId?: PhoneNumber;
  /** Ties the call to its callback in reports. */
  readonly conversationId: string;
  /** What the deployer attached to the request. The call carries it too. */
  readonly attributes: JsonObject;
}

export type CallPlacement =
  | { readonly kind: "placed" }
  /** Trying again in the same situation will not help. */
  | { readonly kind: "refused"; readonly reason: CallRefusal };

export type CallRefusal =
  | CallObstacle["kind"]
  | "task-not-here"
  | "invalid-number"
  | "not-in-queue"
  | "not-set-up"
  /** The desk began nothing and gave no reason: no microphone, or its voice service is degraded. */
  | "not-started"
  | "refused";

/** What came of a call that was placed for a callback. */
export interface CallOutcome {
  readonly callbackTaskId: string;
  readonly callTaskId: string;
  readonly outcome: AttemptOutcome;
}

/** Ends what was begun by the call that returned it. */
export type Stop = () => void;

/**
 * The calls that the agent at this desk places.
 *
 * Every adapter passes `test/contracts/outbound-calls.contract.ts`.
 */
export interface OutboundCalls {
  /** What keeps the agent from placing a call now; `undefined` when nothing does. */
  obstacle(): CallObstacle | undefined;

  /** Tells whenever the obstacle has become another one, until it is stopped. */
  watchObstacle(listener: () => void): Stop;

  /**
   * Places the call. `placed` means that a call came of it: whether it is answered is told by `watchOutcomes`.
   *
   * An obstacle is `refused`, not thrown. Throws `Unavailable` when no call came of it and trying again may help.
   */
  place(call: CallToPlace): Promise<CallPlacement>;

  /**
   * Tells what comes of each call placed for a callback, until it is stopped: `answered` when the contact has
   * answered, else why not. A call that is live when the watch begins is told of too. Calls placed for anything
   * else are not told of, and one that the agent took back before it was answered is not either.
   */
  watchOutcomes(listener: (outcome: CallOutcome) => void): Stop;
}
