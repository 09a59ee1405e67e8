import { ContainerModule } from "inversify";
import { type DesktopPolicy, makeFlexSettingsAnswer } from "../../../adapters/functions/flex-settings.ts";
import { type FindHolding, makeFindHolding } from "../../../application/find-holding.ts";
import type { Log } from "../../../ports/log.ts";
import type { Workflows } from "../../../ports/workflows.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Binds the answer of `settings`. It stands on the workflows, and needs no queue. */
export const flexSettingsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.DesktopPolicy).toResolvedValue(desktopPolicy, [TOKENS.Settings]);
  bind(TOKENS.FindHolding).toResolvedValue(findHolding, [TOKENS.Workflows, TOKENS.Settings, TOKENS.Log]);
  bind(TOKENS.FlexSettingsAnswer).toResolvedValue(makeFlexSettingsAnswer, [
    TOKENS.RequeuePolicy,
    TOKENS.DeletionPolicy,
    TOKENS.ListPolicy,
    TOKENS.DesktopPolicy,
    TOKENS.NumberPolicy,
    TOKENS.FindHolding,
  ]);
});

function desktopPolicy(settings: Settings): DesktopPolicy {
  return { autoRequeue: settings.CALLBACK_AUTO_REQUEUE };
}

function findHolding(asked: Workflows, settings: Settings, log: Log): FindHolding {
  const ids = [settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID, ...settings.CALLBACK_WORKFLOW_SIDS];

  return makeFindHolding(asked, [...new Set(ids)], log);
}
