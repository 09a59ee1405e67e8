import { ContainerModule } from "inversify";
import { makeCallerOf } from "../../../adapters/functions/twiml/caller-of.ts";
import { Seal } from "../../../adapters/functions/twiml/seal.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { TwilioInboundCalls } from "../../../adapters/voice/twilio-inbound-calls.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds `InboundCalls`, and what reads who a call is from. */
export const inboundCallsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.InboundCalls).toResolvedValue(inboundCalls, [TOKENS.Connection]);
  bind(TOKENS.Seal).toResolvedValue(seal, [TOKENS.Settings]);
  bind(TOKENS.CallerOf).toResolvedValue(makeCallerOf, [TOKENS.InboundCalls, TOKENS.Seal, TOKENS.Log]);
});

function inboundCalls(connection: TwilioConnection): TwilioInboundCalls {
  return new TwilioInboundCalls(connection);
}

/** Its keys are derived from the ledger's. */
function seal({ CALLBACK_LEDGER_KEY, credentials }: Settings): Seal {
  return new Seal(CALLBACK_LEDGER_KEY ?? credentials.password);
}
