import type { Store } from "../taskrouter/store/store.ts";
import { type LineNeeds, PhoneLine } from "./line/phone-line.ts";
import type { Program } from "./line/programs.ts";

/** Everybody who has called since the last reset. */
export class PhoneNetwork {
  readonly #needs: LineNeeds;
  readonly #lines = new Map<string, PhoneLine>();

  constructor(needs: LineNeeds, store: Store) {
    this.#needs = needs;
    needs.calls.onMove(({ sid }, move) => this.#lines.get(sid)?.moved(move));
    store.subscribe((event) => {
      if (!("reservation" in event)) return;
      const line = [...this.#lines.values()].find(({ taskSid }) => taskSid === event.task.sid);
      switch (event.kind) {
        case "reservation.accepted":
          line?.accepted();
          break;
        case "reservation.wrapup":
        case "reservation.completed":
          line?.conferenceEnded();
          break;
      }
    });
  }

  /** Somebody calls, and hears what the program says. */
  dial(parties: { readonly from: string; readonly to: string }, program: Program): PhoneLine {
    const line = new PhoneLine(this.#needs.calls.begin(parties), this.#needs);
    this.#lines.set(line.call.sid, line);
    line.run(program).catch((cause: unknown) => console.error("The local telephone failed:", cause));

    return line;
  }

  /** The latest call from a number. */
  callFrom(number: string): PhoneLine | undefined {
    return [...this.#lines.values()].findLast(({ call }) => call.from === number);
  }

  isEngaged(number: string): boolean {
    const state = this.callFrom(number)?.state;

    return state !== undefined && state !== "ended";
  }

  find(callSid: string): PhoneLine | undefined {
    return this.#lines.get(callSid);
  }

  clear(): void {
    for (const line of this.#lines.values()) line.hangUp();
    this.#lines.clear();
  }
}
