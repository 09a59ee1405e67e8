import { ContainerModule } from "inversify";
import { makeCreateCallback } from "../../../adapters/functions/create-callback.ts";
import { makeCreateOnce } from "../../../application/once/create-once.ts";
import { makeRequestCallback, type RequestCallbackPolicy } from "../../../application/request-callback.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Bindings for creating callbacks. Stands on the queue and the ledger. */
export const requestsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RequestPolicy).toResolvedValue(requestPolicy, [TOKENS.Settings]);
  bind(TOKENS.CreateOnce).toResolvedValue(makeCreateOnce, [TOKENS.OnceNeeds]);
  bind(TOKENS.RequestCallback).toResolvedValue(makeRequestCallback, [
    TOKENS.CreateOnce,
    TOKENS.CallbackTasks,
    TOKENS.WriteToRequest,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.RequestPolicy,
  ]);
  bind(TOKENS.CreateCallbackAnswer).toResolvedValue(makeCreateCallback, [TOKENS.RequestCallback, TOKENS.Log]);
});

function requestPolicy(settings: Settings): RequestCallbackPolicy {
  return {
    duplicates: settings.CALLBACK_DUPLICATES,
    duplicatesBy: settings.CALLBACK_DUPLICATES_BY,
    defaultWorkflowId: settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
    premiumNumbers: settings.CALLBACK_PREMIUM_NUMBERS,
    lifetimeDays: settings.CALLBACK_LIFETIME_DAYS,
    timeZone: settings.CALLBACK_TIME_ZONE,
    ...(settings.CALLBACK_ALLOWED_COUNTRIES && { allowedCountries: settings.CALLBACK_ALLOWED_COUNTRIES }),
  };
}
