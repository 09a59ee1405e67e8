import { ContainerModule } from "inversify";
import { TaskRouterTaskHistory } from "../../../adapters/taskrouter/taskrouter-task-history.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import type { TaskHistory } from "../../../ports/task-history.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What became of tasks, from TaskRouter's own log. */
export const historyModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.TaskHistory).toResolvedValue(taskHistory, [TOKENS.Connection, TOKENS.Settings]);
});

function taskHistory(connection: TwilioConnection, settings: Settings): TaskHistory {
  const version = apiVersion(connection, "https://taskrouter.twilio.com", "v1");

  return new TaskRouterTaskHistory(version, { workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID });
}
