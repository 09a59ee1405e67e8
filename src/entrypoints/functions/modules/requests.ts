import { ContainerModule } from "inversify";
import { makeCreateCallback } from "../../../adapters/functions/create-callback.ts";
import { SyncLedger } from "../../../adapters/sync/sync-ledger.ts";
import { NoLedger } from "../../../adapters/system/no-ledger.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeFulfilOnce } from "../../../application/fulfil-once.ts";
import {
  makeCheckRequest,
  makeRequestCallback,
  type RequestCallbackPolicy,
} from "../../../application/request-callback.ts";
import type { Chance } from "../../../ports/chance.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { Log } from "../../../ports/log.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What it takes to take requests: the rules for them, and the ledger that keeps each from being made twice. */
export const requestsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.RequestPolicy).toResolvedValue(requestPolicy, [TOKENS.Settings]);
  bind(TOKENS.Ledger).toResolvedValue(ledger, [
    TOKENS.Connection,
    TOKENS.Settings,
    TOKENS.Log,
    TOKENS.Chance,
  ]);
  bind(TOKENS.FulfilOnce).toResolvedValue(makeFulfilOnce, [
    TOKENS.CallbackTasks,
    TOKENS.Ledger,
    TOKENS.Clock,
  ]);
  bind(TOKENS.CheckRequest).toResolvedValue(makeCheckRequest, [TOKENS.Clock, TOKENS.RequestPolicy]);
  bind(TOKENS.RequestCallback).toResolvedValue(makeRequestCallback, [
    TOKENS.FulfilOnce,
    TOKENS.CallbackTasks,
    TOKENS.Clock,
    TOKENS.Log,
    TOKENS.RequestPolicy,
  ]);
  bind(TOKENS.CreateCallbackAnswer).toResolvedValue(makeCreateCallback, [
    TOKENS.RequestCallback,
    TOKENS.CheckRequest,
  ]);
});

function requestPolicy(settings: Settings): RequestCallbackPolicy {
  return {
    duplicates: settings.CALLBACK_DUPLICATES,
    duplicatesBy: settings.CALLBACK_DUPLICATES_BY,
    defaultWorkflowId: settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
    premiumNumbers: settings.CALLBACK_PREMIUM_NUMBERS,
    timeZone: settings.CALLBACK_TIME_ZONE,
    ...(settings.CALLBACK_ALLOWED_COUNTRIES && { allowedCountries: settings.CALLBACK_ALLOWED_COUNTRIES }),
  };
}

/** Twice the time that Sync usually takes: a request would rather go without a ledger than wait for it. */
const LEDGER_PATIENCE = { longestTry: 2_000, tries: 2 };

function ledger(connection: TwilioConnection, settings: Settings, log: Log, chance: Chance): Ledger {
  if (settings.CALLBACK_LEDGER === "off") return new NoLedger(chance);

  const version = apiVersion(connection.lessPatient(LEDGER_PATIENCE), "https://sync.twilio.com", "v1");
  return new SyncLedger(
    version,
    {
      serviceSid: settings.TWILIO_SYNC_SERVICE_SID,
      secret: settings.CALLBACK_LEDGER_KEY ?? settings.credentials.password,
    },
    log,
  );
}
