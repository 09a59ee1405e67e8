import { Rejected, Unavailable } from "../../ports/faults.ts";
import type { CallParties, InboundCalls } from "../../ports/inbound-calls.ts";
import type { TwilioConnection } from "../twilio-rest/connection.ts";
import { as, fields, text } from "../twilio-wire/shape.ts";
import { isCallSid } from "../twilio-wire/sids.ts";
import { ask, nothing } from "./ask.ts";

/** Calls of a Twilio account: https://www.twilio.com/docs/voice/api/call-resource */
export class TwilioInboundCalls implements InboundCalls {
  readonly #connection: TwilioConnection;

  constructor(connection: TwilioConnection) {
    this.#connection = connection;
  }

  async parties(callId: string): Promise<CallParties | undefined> {
    if (!isCallSid(callId)) return undefined;

    const call: CallParties | undefined = await ask(
      this.#connection,
      { method: "get", uri: this.#uriOf(callId) },
      { what: "Fetching the call", answer: parties },
    ).catch(asUnavailable);

    return call;
  }

  /** Twilio refuses to move a call that has ended (21220): https://www.twilio.com/docs/api/errors/21220 */
  async moveTo(callId: string, url: string): Promise<"moved" | "gone"> {
    if (!isCallSid(callId)) return "gone";

    try {
      const moved: unknown = await ask(
        this.#connection,
        {
          method: "post",
          uri: this.#uriOf(callId),
          headers: { "Content-Type": "application/x-www-form-urlencoded" },
          data: { Url: url, Method: "POST" },
        },
        { what: "Moving the call", answer: nothing },
      );

      return moved === undefined ? "gone" : "moved";
    } catch (cause) {
      if (cause instanceof Rejected && cause.options.code === 21220) return "gone";

      return asUnavailable(cause);
    }
  }

  #uriOf(callSid: string): string {
    return `https://api.twilio.com/2010-04-01/Accounts/${this.#connection.accountSid}/Calls/${callSid}.json`;
  }
}

const parties = as(fields({}, { from: text, to: text }), ({ from = "", to = "" }) => ({ from, to }));

/** Nobody here can mend what Twilio refuses: the caller hears that it did not work. */
function asUnavailable(cause: unknown): never {
  throw cause instanceof Rejected ? new Unavailable(cause.message, { cause }) : cause;
}
