import { Unavailable } from "../../ports/faults.ts";
import type { CallParties, InboundCalls } from "../../ports/inbound-calls.ts";

/** `InboundCalls` in memory. */
export class MemoryInboundCalls implements InboundCalls {
  readonly #calls = new Map<string, CallParties>();
  readonly #movedTo = new Map<string, string>();
  #reachable = true;

  async parties(callId: string): Promise<CallParties | undefined> {
    this.#reach();

    return this.#calls.get(callId);
  }

  async moveTo(callId: string, url: string): Promise<"moved" | "gone"> {
    this.#reach();
    if (!this.#calls.has(callId)) return "gone";
    this.#movedTo.set(callId, url);

    return "moved";
  }

  add(callId: string, parties: CallParties): void {
    this.#calls.set(callId, parties);
  }

  hangUp(callId: string): void {
    this.#calls.delete(callId);
  }

  /** Where the call was moved to last. */
  wentTo(callId: string): string | undefined {
    return this.#movedTo.get(callId);
  }

  cutOff(): void {
    this.#reachable = false;
  }

  #reach(): void {
    if (!this.#reachable) throw new Unavailable("The telephone system is cut off");
  }
}
