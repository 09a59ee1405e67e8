import type { CallOff } from "../../../src/ports/clock.ts";
import { newSid } from "../sids.ts";
import { readAttributes } from "../taskrouter/store/attributes.ts";
import { taskOf } from "../taskrouter/store/lookup.ts";
import type { Reservation, Task } from "../taskrouter/store/model.ts";
import { requireState } from "../taskrouter/store/reservation-states.ts";
import type { Store } from "../taskrouter/store/store.ts";
import { conferenceOf } from "./conference.ts";
import type { Handsets, Pickup } from "./handsets.ts";

/** The outcome of the calls that agents place. */
export type CallOutcome = "answered" | "no-answer" | "busy" | "failed" | "invalid" | "blocked";

export interface Dialling {
  /** `ring`: the telephone on this machine that has the number rings; without one, somebody answers. */
  readonly outcome: CallOutcome | "ring";
  readonly afterSeconds: number;
}

const RINGS: Dialling = { outcome: "ring", afterSeconds: 1 };

const OUTCOMES: Readonly<Record<Pickup, CallOutcome>> = {
  person: "answered",
  machine: "answered",
  busy: "busy",
  nobody: "no-answer",
};

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
  readonly #handsets: Handsets;
  /** Calls to telephones on this machine, by reservation. */
  readonly #rung = new Map<string, string>();
  readonly #ringing = new Map<string, CallOff>();
  readonly #onHold = new Set<string>();
  readonly #holdListeners: ((task: Task) => void)[] = [];
  #dialling = RINGS;

  constructor(store: Store, handsets: Handsets) {
    this.#store = store;
    this.#handsets = handsets;
    store.subscribe((event) => {
      if (!("reservation" in event) || ["pending", "accepted"].includes(event.reservation.status)) return;
      handsets.over(this.#rung.get(event.reservation.sid) ?? "");
    });
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
    this.#rung.clear();
    this.#dialling = RINGS;
  }

  /**
   * Carries out TaskRouter's instruction `conference`, which Flex gives by itself for an outbound task. While the call rings,
   * the reservation stays pending. A caller in a queue is connected at once.
   */
  connect(reservation: Reservation): Reservation {
    requireState(reservation, ["pending"], "accepted");
    const task = taskOf(this.#store.state, reservation.taskSid);
    if (!isOutbound(task)) return this.#join(reservation);
    if (!this.#ringing.has(reservation.sid) && !this.#rung.has(reservation.sid))
      this.#ring(reservation.sid, partiesOf(task), this.#dialling);

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

  #ring(reservationSid: string, parties: Parties, { outcome, afterSeconds }: Dialling): void {
    if (outcome === "ring" && this.#handsets.isAtHand(parties.to)) {
      const { sid } = this.#handsets.ring(parties, {
        picked: (how) => this.#end(reservationSid, OUTCOMES[how]),
        hungUp: () => this.#store.wrapUpReservation(reservationSid),
      });
      this.#rung.set(reservationSid, sid);

      return;
    }
    const callOff = this.#store.state.clock.after(afterSeconds * 1000, () => {
      this.#ringing.delete(reservationSid);
      this.#end(reservationSid, outcome === "ring" ? "answered" : outcome);
    });
    this.#ringing.set(reservationSid, callOff);
  }

  #end(reservationSid: string, outcome: CallOutcome): void {
    const reservation = this.#store.state.reservations.get(reservationSid);
    if (reservation?.status !== "pending") this.#handsets.over(this.#rung.get(reservationSid) ?? "");
    else if (outcome === "answered") this.#join(reservation);
    else this.#store.cancelOutboundCall(reservationSid, CANCELED_REASON_CODES[outcome]);
  }

  /** Writes the conference into the task's attributes, as TaskRouter does. Flex and its plugins read it there. */
  #join(reservation: Reservation): Reservation {
    const task = taskOf(this.#store.state, reservation.taskSid);
    const customer = this.#rung.get(reservation.sid) ?? newSid("CA");
    const conference = { sid: newSid("CF"), participants: { worker: newSid("CA"), customer } };
    this.#store.updateTask(task.sid, {
      attributes: JSON.stringify({ ...readAttributes(task.attributes), conference }),
    });

    return this.#store.acceptReservation(reservation.sid);
  }
}

function isOutbound(task: Task): boolean {
  return readAttributes(task.attributes).direction === "outbound" && task.routingTarget !== null;
}

interface Parties {
  readonly from: string;
  readonly to: string;
}

/** Whom an outbound call is to reach, and from which number. */
function partiesOf({ attributes }: Task): Parties {
  const { from, outbound_to: to } = readAttributes(attributes);

  return { from: String(from ?? ""), to: String(to ?? "") };
}
