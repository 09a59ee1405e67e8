import { ContainerModule } from "inversify";
import { makeListCallbacksAnswer } from "../../../adapters/functions/list-callbacks.ts";
import { TaskRouterCallbackList } from "../../../adapters/taskrouter/taskrouter-callback-list.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeListCallbacks } from "../../../application/supervisor/list-callbacks.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What is open, for people who look after the queue. */
export const callbackListModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.CallbackList).toResolvedValue(callbackList, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.ListCallbacks).toResolvedValue(makeListCallbacks, [TOKENS.CallbackList, TOKENS.ListPolicy]);
  bind(TOKENS.ListCallbacksAnswer).toResolvedValue(makeListCallbacksAnswer, [TOKENS.ListCallbacks]);
});

function callbackList(connection: TwilioConnection, settings: Settings): TaskRouterCallbackList {
  const others = settings.CALLBACK_WORKFLOW_SIDS;

  return new TaskRouterCallbackList(apiVersion(connection, "https://taskrouter.twilio.com", "v1"), {
    workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID,
    workflowSids: [...new Set([settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID, ...others])],
  });
}
