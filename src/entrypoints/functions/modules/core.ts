import { ContainerModule } from "inversify";
import { timeLeft } from "../../../adapters/functions/deadline.ts";
import { ConsoleLog } from "../../../adapters/system/console-log.ts";
import { SystemChance } from "../../../adapters/system/system-chance.ts";
import { SystemClock } from "../../../adapters/system/system-clock.ts";
import { TaskRouterCallbackTasks } from "../../../adapters/taskrouter/taskrouter-callback-tasks.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What every function stands on: the settings, time, log, the connection to Twilio and the queue of tasks. */
export const coreModule = (settings: Settings): ContainerModule =>
  new ContainerModule(({ bind }) => {
    bind(TOKENS.Settings).toConstantValue(settings);
    bind(TOKENS.Clock).toResolvedValue(() => new SystemClock());
    bind(TOKENS.Chance).toResolvedValue(() => new SystemChance());
    bind(TOKENS.Log).toResolvedValue(() => new ConsoleLog());
    bind(TOKENS.Connection).toResolvedValue(connect, [TOKENS.Settings]);
    bind(TOKENS.CallbackTasks).toResolvedValue(callbackTasks, [TOKENS.Connection, TOKENS.Settings]);
    bind(TOKENS.RequeuePolicy).toConstantValue({ maxAttempts: settings.CALLBACK_MAX_ATTEMPTS });
    bind(TOKENS.DeletionPolicy).toConstantValue({ deletion: settings.VOICEMAIL_DELETE });
  });

function connect({ ACCOUNT_SID, TWILIO_API_ORIGIN, credentials }: Settings): TwilioConnection {
  return new TwilioConnection(
    { accountSid: ACCOUNT_SID, ...credentials, ...(TWILIO_API_ORIGIN && { origin: TWILIO_API_ORIGIN }) },
    { timeLeft },
  );
}

function callbackTasks(connection: TwilioConnection, settings: Settings): TaskRouterCallbackTasks {
  return new TaskRouterCallbackTasks(apiVersion(connection, "https://taskrouter.twilio.com", "v1"), {
    accountSid: settings.ACCOUNT_SID,
    workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID,
    workflowSid: settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
  });
}
