import { ContainerModule } from "inversify";
import { type DesktopPolicy, makeFlexSettingsAnswer } from "../../../adapters/functions/flex-settings.ts";
import { TaskRouterWorkflows } from "../../../adapters/taskrouter/taskrouter-workflows.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { type FindHolding, makeFindHolding } from "../../../application/find-holding.ts";
import type { Log } from "../../../ports/log.ts";
import type { Workflows } from "../../../ports/workflows.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Within this time the panel is told its rules, whether or not the workflow could be asked. */
const ASKED_WITHIN_MS = 2_000;

/** Binds the answer of `settings`. It needs no queue. */
export const flexSettingsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.DesktopPolicy).toResolvedValue(desktopPolicy, [TOKENS.Settings]);
  bind(TOKENS.Workflows).toResolvedValue(workflows, [TOKENS.Connection, TOKENS.Settings]);
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

function workflows(connection: TwilioConnection, settings: Settings): Workflows {
  return new TaskRouterWorkflows(
    connection.lessPatient({ tryWithin: ASKED_WITHIN_MS }),
    settings.TWILIO_FLEX_WORKSPACE_SID,
  );
}

function findHolding(asked: Workflows, settings: Settings, log: Log): FindHolding {
  const ids = [settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID, ...settings.CALLBACK_WORKFLOW_SIDS];

  return makeFindHolding(asked, [...new Set(ids)], log);
}
