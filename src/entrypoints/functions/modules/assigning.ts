import { ContainerModule } from "inversify";
import { makeAssignCallbackAnswer, makeListAgentsAnswer } from "../../../adapters/functions/supervise.ts";
import { TaskRouterAgentRoster } from "../../../adapters/taskrouter/taskrouter-agent-roster.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import { makeAssignCallback } from "../../../application/supervisor/assign-callback.ts";
import { makeListAgents } from "../../../application/supervisor/list-agents.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** Hands requests to agents. To list the agents needs nothing more; to hand over stands on the queue and the ledger. */
export const assigningModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.AgentRoster).toResolvedValue(agentRoster, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.ListAgents).toResolvedValue(makeListAgents, [TOKENS.AgentRoster]);
  bind(TOKENS.AssignCallback).toResolvedValue(makeAssignCallback, [TOKENS.OnceNeeds, TOKENS.AgentRoster]);
  bind(TOKENS.ListAgentsAnswer).toResolvedValue(makeListAgentsAnswer, [TOKENS.ListAgents]);
  bind(TOKENS.AssignCallbackAnswer).toResolvedValue(makeAssignCallbackAnswer, [TOKENS.AssignCallback]);
});

function agentRoster(connection: TwilioConnection, settings: Settings): TaskRouterAgentRoster {
  return new TaskRouterAgentRoster(connection, { workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID });
}
