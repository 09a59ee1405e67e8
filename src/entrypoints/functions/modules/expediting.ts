import { ContainerModule } from "inversify";
import { makeExpediteCallbackAnswer } from "../../../adapters/functions/supervise.ts";
import { makeExpediteCallback } from "../../../application/supervisor/expedite-callback.ts";
import { TOKENS } from "../tokens.ts";

/** Brings requests forward. Stands on the queue and the ledger. */
export const expeditingModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.ExpediteCallback).toResolvedValue(makeExpediteCallback, [TOKENS.OnceNeeds]);
  bind(TOKENS.ExpediteCallbackAnswer).toResolvedValue(makeExpediteCallbackAnswer, [TOKENS.ExpediteCallback]);
});
