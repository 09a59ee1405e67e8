import { defined } from "../../../domain/defined.ts";
import type { InboundCalls } from "../../../ports/inbound-calls.ts";
import type { Log } from "../../../ports/log.ts";
import { PARAMETERS } from "../create-callback-parameters.ts";
import { RECORDING_PARAMETERS } from "../parameter-catalogue.ts";
import { readParameters } from "../parameters.ts";
import type { CallerOf } from "../recording-status.ts";
import type { Seal } from "./seal.ts";
import { openMessage } from "./visit.ts";

/**
 * From what the wait menu sealed into the webhook's address, else from the call itself. Who cannot be found out keeps no
 * message from its agents.
 */
export const makeCallerOf =
  (calls: InboundCalls, seal: Seal, log: Log): CallerOf =>
  async (event) => {
    const { CallSid: callSid, sealed } = readParameters(event, RECORDING_PARAMETERS).values;
    const { numberToCall, numberToCallFrom } = readParameters(event, {
      numberToCall: PARAMETERS.numberToCall,
      numberToCallFrom: PARAMETERS.numberToCallFrom,
    }).values;
    if (callSid === undefined || numberToCall !== undefined || numberToCallFrom !== undefined) return {};

    const message = sealed === undefined ? undefined : openMessage(sealed, seal, callSid);
    if (message) return message;

    const parties = await calls.parties(callSid).catch((cause: unknown) => {
      log.warn("caller.not-found", { callSid }, cause);

      return undefined;
    });

    return defined({ contactNumber: parties?.from || undefined, callerId: parties?.to || undefined });
  };
