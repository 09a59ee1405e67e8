import type { AdvanceableClock } from "../clock.ts";
import { notFound, Refusal } from "../refusal.ts";
import { newSid } from "../sids.ts";

/** A telephone call that came in. */
export interface PhoneCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly status: "in-progress" | "completed";
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** Where somebody sends a call by REST. */
export interface Move {
  readonly url: string;
  readonly method: "GET" | "POST";
}

/** The calls of the account: https://www.twilio.com/docs/voice/api/call-resource */
export class PhoneCalls {
  readonly #clock: AdvanceableClock;
  readonly #calls = new Map<string, PhoneCall>();
  readonly #moves = new Map<string, Move>();
  readonly #listeners: ((call: PhoneCall, move: Move) => void)[] = [];

  constructor(clock: AdvanceableClock) {
    this.#clock = clock;
  }

  begin({ from, to }: Pick<PhoneCall, "from" | "to">): PhoneCall {
    const call: PhoneCall = {
      sid: newSid("CA"),
      from,
      to,
      status: "in-progress",
      startedAt: this.#clock.time(),
    };
    this.#calls.set(call.sid, call);

    return call;
  }

  find(sid: string): PhoneCall {
    const call = this.#calls.get(sid);
    if (!call) throw notFound(`/Calls/${sid}.json`);

    return call;
  }

  end(sid: string): void {
    const call = this.#calls.get(sid);
    if (!call || call.status === "completed") return;
    this.#calls.set(sid, { ...call, status: "completed", endedAt: this.#clock.time() });
  }

  /** Takes the call out of whatever it does. https://www.twilio.com/docs/api/errors/21220 */
  move(sid: string, move: Move): PhoneCall {
    const call = this.find(sid);
    if (call.status === "completed")
      throw new Refusal(400, 21220, "Call is not in-progress. Cannot redirect.");
    this.#moves.set(sid, move);
    for (const listener of this.#listeners) listener(call, move);

    return call;
  }

  /** Where the call was sent last. */
  movedTo(sid: string): Move | undefined {
    return this.#moves.get(sid);
  }

  onMove(listener: (call: PhoneCall, move: Move) => void): void {
    this.#listeners.push(listener);
  }

  clear(): void {
    this.#calls.clear();
    this.#moves.clear();
  }
}
