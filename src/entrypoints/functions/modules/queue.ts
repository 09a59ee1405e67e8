import { ContainerModule } from "inversify";
import { TaskRouterCallbackTasks } from "../../../adapters/taskrouter/taskrouter-callback-tasks.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeWriteToRequest, type WriteToRequest } from "../../../application/once/write-to-request.ts";
import { FUNCTIONS_PACE, type Pace } from "../../../domain/once/pace.ts";
import type { CallbackTasks } from "../../../ports/callback-tasks.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** The queue that callbacks and voicemails wait in. */
export const queueModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.CallbackTasks).toResolvedValue(callbackTasks, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.Pace).toConstantValue(FUNCTIONS_PACE);
  bind(TOKENS.WriteToRequest).toResolvedValue(writeToRequest, [
    TOKENS.CallbackTasks,
    TOKENS.Clock,
    TOKENS.Pace,
  ]);
});

function writeToRequest(tasks: CallbackTasks, clock: Clock, pace: Pace): WriteToRequest {
  return makeWriteToRequest({ tasks, clock, pace });
}

function callbackTasks(connection: TwilioConnection, settings: Settings): TaskRouterCallbackTasks {
  return new TaskRouterCallbackTasks(apiVersion(connection, "https://taskrouter.twilio.com", "v1"), {
    accountSid: settings.ACCOUNT_SID,
    workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID,
    workflowSid: settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
    versionWith: (patience) =>
      apiVersion(connection.lessPatient(patience), "https://taskrouter.twilio.com", "v1"),
  });
}
