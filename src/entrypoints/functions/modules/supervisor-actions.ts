import { ContainerModule } from "inversify";
import { makeCancelBySupervisorAnswer } from "../../../adapters/functions/cancel-by-supervisor.ts";
import { makeListCallbacksAnswer } from "../../../adapters/functions/list-callbacks.ts";
import {
  makeAssignCallbackAnswer,
  makeExpediteCallbackAnswer,
  makeListAgentsAnswer,
} from "../../../adapters/functions/supervise.ts";
import { TaskRouterAgentRoster } from "../../../adapters/taskrouter/taskrouter-agent-roster.ts";
import { TaskRouterCallbackList } from "../../../adapters/taskrouter/taskrouter-callback-list.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeAssignCallback } from "../../../application/supervisor/assign-callback.ts";
import {
  type CancelBySupervisor,
  makeCancelBySupervisor,
} from "../../../application/supervisor/cancel-by-supervisor.ts";
import { makeExpediteCallback } from "../../../application/supervisor/expedite-callback.ts";
import { makeListAgents } from "../../../application/supervisor/list-agents.ts";
import { makeListCallbacks } from "../../../application/supervisor/list-callbacks.ts";
import type { Pace } from "../../../domain/once/pace.ts";
import type { CallbackTasks } from "../../../ports/callback-tasks.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Log } from "../../../ports/log.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What people do who look after the queue. Stands on the queue; what moves a request, on the ledger too. */
export const supervisorActionsModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.CallbackList).toResolvedValue(callbackList, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.ListCallbacks).toResolvedValue(makeListCallbacks, [TOKENS.CallbackList, TOKENS.ListPolicy]);
  bind(TOKENS.CancelBySupervisor).toResolvedValue(cancelBySupervisor, [
    TOKENS.CallbackTasks,
    TOKENS.Clock,
    TOKENS.Pace,
    TOKENS.Log,
  ]);
  bind(TOKENS.AgentRoster).toResolvedValue(agentRoster, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.ListAgents).toResolvedValue(makeListAgents, [TOKENS.AgentRoster]);
  bind(TOKENS.ExpediteCallback).toResolvedValue(makeExpediteCallback, [TOKENS.OnceNeeds]);
  bind(TOKENS.AssignCallback).toResolvedValue(makeAssignCallback, [TOKENS.OnceNeeds, TOKENS.AgentRoster]);
  bind(TOKENS.ListAgentsAnswer).toResolvedValue(makeListAgentsAnswer, [TOKENS.ListAgents]);
  bind(TOKENS.ExpediteCallbackAnswer).toResolvedValue(makeExpediteCallbackAnswer, [TOKENS.ExpediteCallback]);
  bind(TOKENS.AssignCallbackAnswer).toResolvedValue(makeAssignCallbackAnswer, [TOKENS.AssignCallback]);
  bind(TOKENS.ListCallbacksAnswer).toResolvedValue(makeListCallbacksAnswer, [TOKENS.ListCallbacks]);
  bind(TOKENS.CancelBySupervisorAnswer).toResolvedValue(makeCancelBySupervisorAnswer, [
    TOKENS.CancelBySupervisor,
  ]);
});

function callbackList(connection: TwilioConnection, settings: Settings): TaskRouterCallbackList {
  const others = settings.CALLBACK_WORKFLOW_SIDS;

  return new TaskRouterCallbackList(apiVersion(connection, "https://taskrouter.twilio.com", "v1"), {
    workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID,
    workflowSids: [...new Set([settings.TWILIO_FLEX_CALLBACK_WORKFLOW_SID, ...others])],
  });
}

function agentRoster(connection: TwilioConnection, settings: Settings): TaskRouterAgentRoster {
  return new TaskRouterAgentRoster(apiVersion(connection, "https://taskrouter.twilio.com", "v1"), {
    workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID,
  });
}

function cancelBySupervisor(tasks: CallbackTasks, clock: Clock, pace: Pace, log: Log): CancelBySupervisor {
  return makeCancelBySupervisor({ tasks, clock, pace, log });
}
