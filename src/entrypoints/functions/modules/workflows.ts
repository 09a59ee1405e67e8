import { ContainerModule } from "inversify";
import { TaskRouterWorkflows } from "../../../adapters/taskrouter/taskrouter-workflows.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Within this time whoever asks goes on, whether or not the workflow could be asked. */
const ASKED_WITHIN_MS = 2_000;

/** The workflows by which requests reach agents. */
export const workflowsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Workflows).toResolvedValue(workflows, [TOKENS.Connection, TOKENS.Settings]);
});

function workflows(connection: TwilioConnection, settings: Settings): TaskRouterWorkflows {
  return new TaskRouterWorkflows(
    connection.lessPatient({ tryWithin: ASKED_WITHIN_MS }),
    settings.TWILIO_FLEX_WORKSPACE_SID,
  );
}
