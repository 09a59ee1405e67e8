import type { CallOff } from "../../../src/ports/clock.ts";
import { newSid } from "../sids.ts";
import { readAttributes } from "../taskrouter/store/attributes.ts";
import { taskOf } from "../taskrouter/store/lookup.ts";
import type { Reservation, Task } from "../taskrouter/store/model.ts";
import { requireState } from "../taskrouter/store/reservation-states.ts";
import type { Store } from "../taskrouter/store/store.ts";
import { conferenceOf } from "./conference.ts";

/** The outcome of the calls that agents place. */
export type CallOutcome = "answered" | "no-answer" | "busy" | "failed" | "invalid" | "blocked";

export interface Dialling {
  readonly outcome: CallOutcome;
  readonly afterSeconds: number;
}

const ANSWERED_AT_ONCE: Dialling = { outcome: "answered", afterSeconds: 1 };

/**
 * The codes by which TaskRouter explains why a reservation for an outbound call was canceled.
 * https://support.twilio.com/hc/en-us/articles/48779348972827
 * The code of "failed" is unverified; Flex has no text of its own for it.
 */
const CANCELED_REASON_CODES: Readonly<Record<Exclude<CallOutcome, "answered">, number>> = {
  "no-answer": 45305,
  busy: 45303,
  failed: 45304,
  invalid: 21211,
  blocked: 21216,
};

/** The telephone network. It connects an agent with the person whom they call, or with the caller. */
export class Calls {
  readonly #store: Store;
  readonly #ringing = new Map<string, CallOff>();
  readonly #onHold = new Set<string>();
  readonly #holdListeners: ((task: Task) => void)[] = [];
  #dialling = ANSWERED_AT_ONCE;

  constructor(store: Store) {
    this.#store = store;
  }

  get dialling(): Dialling {
    return this.#dialling;
  }

  /** Applies to every outbound call from now on. */
  set dialling(dialling: Dialling) {
    this.#dialling = dialling;
  }

  clear(): void {
    for (const callOff of this.#ringing.values()) callOff();
    this.#ringing.clear();
    this.#onHold.clear();
    this.#dialling = ANSWERED_AT_ONCE;
  }

  /**
   * Carries out TaskRouter's instruction `conference`, which Flex gives by itself for an outbound task. While the call rings,
   * the reservation stays pending. A caller in a queue is connected at once.
   */
  connect(reservation: Reservation): Reservation {
    requireState(reservation, ["pending"], "accepted");
    const task = taskOf(this.#store.state, reservation.taskSid);
    if (!isOutbound(task)) return this.#join(reservation);
    if (!this.#ringing.has(reservation.sid)) this.#ring(reservation.sid, this.#dialling);

    return reservation;
  }

  /** The other person hangs up, which ends the conference and the agent's part in it. */
  hangUp(): readonly Reservation[] {
    return [...this.#store.state.reservations.values()]
      .filter(
        ({ status, taskSid }) => status === "accepted" && conferenceOf(taskOf(this.#store.state, taskSid)),
      )
      .map(({ sid }) => this.#store.wrapUpReservation(sid));
  }

  isOnHold(taskSid: string): boolean {
    return this.#onHold.has(taskSid);
  }

  /** Puts the other person on hold, or takes them off it. */
  hold(task: Task, hold: boolean): void {
    if (hold) this.#onHold.add(task.sid);
    else this.#onHold.delete(task.sid);
    for (const listener of this.#holdListeners) listener(task);
  }

  onHoldChange(listener: (task: Task) => void): void {
    this.#holdListeners.push(listener);
  }

  #ring(reservationSid: string, { outcome, afterSeconds }: Dialling): void {
    const callOff = this.#store.state.clock.after(afterSeconds * 1000, () => {
      this.#ringing.delete(reservationSid);
      const reservation = this.#store.state.reservations.get(reservationSid);
      if (reservation?.status !== "pending") return;
      if (outcome === "answered") this.#join(reservation);
      else this.#store.cancelOutboundCall(reservationSid, CANCELED_REASON_CODES[outcome]);
    });
    this.#ringing.set(reservationSid, callOff);
  }

  /** Writes the conference into the task's attributes, as TaskRouter does. Flex and its plugins read it there. */
  #join(reservation: Reservation): Reservation {
    const task = taskOf(this.#store.state, reservation.taskSid);
    const conference = { sid: newSid("CF"), participants: { worker: newSid("CA"), customer: newSid("CA") } };
    this.#store.updateTask(task.sid, {
      attributes: JSON.stringify({ ...readAttributes(task.attributes), conference }),
    });

    return this.#store.acceptReservation(reservation.sid);
  }
}

function isOutbound(task: Task): boolean {
  return readAttributes(task.attributes).direction === "outbound" && task.routingTarget !== null;
}
