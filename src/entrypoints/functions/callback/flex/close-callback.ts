import { agentActionsModule } from "../../modules/agent-actions.ts";
import { agentsModule } from "../../modules/agents.ts";
import { queueModule } from "../../modules/queue.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.CloseCallbackAnswer, agentActionsModule, agentsModule, queueModule);
