import { ContainerModule } from "inversify";
import { makeRequeueCallback } from "../../../application/requeue-callback.ts";
import { TOKENS } from "../tokens.ts";

/** Puts a request back into the queue. Stands on the queue and the ledger. */
export const puttingBackModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RequeueCallback).toResolvedValue(makeRequeueCallback, [TOKENS.OnceNeeds, TOKENS.RequeuePolicy]);
});
