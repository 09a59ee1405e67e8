/** Who calls whom, as the network says. A number may be withheld, or an address of another kind. */
export interface CallParties {
  readonly from: string;
  readonly to: string;
}

/**
 * Telephone calls that came in. Every method throws `Unavailable` when the telephone system cannot be asked.
 * Every adapter passes `test/contracts/inbound-calls.contract.ts`.
 */
export interface InboundCalls {
  /** `undefined`: there is no such call. */
  parties(callId: string): Promise<CallParties | undefined>;

  /** Has the call go on at this address, out of the queue it waits in. `gone`: the call has ended. */
  moveTo(callId: string, url: string): Promise<"moved" | "gone">;
}
