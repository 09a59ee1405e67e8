import type { CallOff } from "../../../src/ports/clock.ts";
import type { AdvanceableClock } from "../clock.ts";
import { notFound, Refusal } from "../refusal.ts";
import { newSid } from "../sids.ts";

/** How a telephone that rings is picked up; `nobody` lets it ring. */
export const PICKUPS = ["person", "machine", "busy", "nobody"] as const;
export type Pickup = (typeof PICKUPS)[number];

/** A call to one of the telephones on this machine. */
export interface RungCall {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly startedAt: number;
  readonly state: "ringing" | "with-agent" | "ended";
  readonly pickedUpBy?: Pickup;
}

interface Ears {
  readonly picked: (how: Pickup) => void;
  readonly hungUp: () => void;
}

/** So long does an outbound call of Flex ring. Unverified. */
const RINGS_FOR_MS = 30_000;

/** Telephones on this machine that somebody has at hand, and the calls that ring there. */
export class Handsets {
  readonly #clock: AdvanceableClock;
  readonly #atHand = new Map<string, number>();
  readonly #calls = new Map<string, RungCall>();
  readonly #ears = new Map<string, Ears>();
  readonly #patience = new Map<string, CallOff>();
  #isEngaged: (number: string) => boolean = () => false;

  constructor(clock: AdvanceableClock) {
    this.#clock = clock;
  }

  /** Says which numbers are in a call that they dialled themselves. */
  engagedBy(isEngaged: (number: string) => boolean): void {
    this.#isEngaged = isEngaged;
  }

  /** Somebody has this number's telephone before them, until they put it away. */
  takeUp(number: string): () => void {
    this.#atHand.set(number, (this.#atHand.get(number) ?? 0) + 1);

    return () => {
      this.#atHand.set(number, (this.#atHand.get(number) ?? 1) - 1);
    };
  }

  isAtHand(number: string): boolean {
    return (this.#atHand.get(number) ?? 0) > 0;
  }

  /** Rings until it is picked up, or the caller has waited long enough. Who is in a call is busy. */
  ring({ from, to }: Pick<RungCall, "from" | "to">, ears: Ears): RungCall {
    const call: RungCall = { sid: newSid("CA"), from, to, startedAt: this.#clock.time(), state: "ringing" };
    const isBusy = this.#isEngaged(to) || this.callTo(to)?.state === "with-agent";
    this.#ears.set(call.sid, ears);
    this.#change(call);
    const after = isBusy ? 1_000 : RINGS_FOR_MS;
    this.#patience.set(
      call.sid,
      this.#clock.after(after, () => this.pickUp(call.sid, isBusy ? "busy" : "nobody")),
    );

    return call;
  }

  pickUp(sid: string, how: Pickup): RungCall {
    const call = this.#find(sid);
    if (call.state !== "ringing") throw new Refusal(409, 20409, "The call does not ring any more");
    this.#patience.get(sid)?.();
    const isAnswered = how === "person" || how === "machine";
    const changed = this.#change({ ...call, state: isAnswered ? "with-agent" : "ended", pickedUpBy: how });
    this.#ears.get(sid)?.picked(how);

    return changed;
  }

  /** Whoever was called hangs up; to hang up a call that has ended changes nothing. */
  hangUp(sid: string): void {
    const call = this.#find(sid);
    if (call.state === "ringing") this.pickUp(sid, "busy");
    else if (call.state === "with-agent") {
      this.over(sid);
      this.#ears.get(sid)?.hungUp();
    }
  }

  /** The other side has given up, or hung up. */
  over(sid: string): void {
    const call = this.#calls.get(sid);
    if (!call || call.state === "ended") return;
    this.#patience.get(sid)?.();
    this.#change({ ...call, state: "ended" });
  }

  /** The latest call to a number. */
  callTo(number: string): RungCall | undefined {
    return [...this.#calls.values()].findLast(({ to }) => to === number);
  }

  has(sid: string): boolean {
    return this.#calls.has(sid);
  }

  clear(): void {
    for (const callOff of this.#patience.values()) callOff();
    for (const calls of [this.#patience, this.#calls, this.#ears]) calls.clear();
  }

  #find(sid: string): RungCall {
    const call = this.#calls.get(sid);
    if (!call) throw notFound(`/Calls/${sid}.json`);

    return call;
  }

  #change(call: RungCall): RungCall {
    this.#calls.set(call.sid, call);

    return call;
  }
}
