import { ContainerModule } from "inversify";
import {
  makeCancelCallbackAnswer,
  makeFindCallbackAnswer,
} from "../../../adapters/functions/find-callback.ts";
import { makeCancelCallback } from "../../../application/cancel-callback.ts";
import { makeFindCallback } from "../../../application/find-callback.ts";
import { TOKENS } from "../tokens.ts";

/** Binds what a contact may ask of their own callback. Stands on the modules for the queue, the ledger and requests. */
export const contactCallbacksModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.FindCallback).toResolvedValue(makeFindCallback, [
    TOKENS.CallbackTasks,
    TOKENS.Ledger,
    TOKENS.Clock,
    TOKENS.RequestPolicy,
  ]);
  bind(TOKENS.CancelCallback).toResolvedValue(makeCancelCallback, [TOKENS.FindCallback, TOKENS.OnceNeeds]);
  bind(TOKENS.FindCallbackAnswer).toResolvedValue(makeFindCallbackAnswer, [TOKENS.FindCallback, TOKENS.Log]);
  bind(TOKENS.CancelCallbackAnswer).toResolvedValue(makeCancelCallbackAnswer, [
    TOKENS.CancelCallback,
    TOKENS.Log,
  ]);
});
