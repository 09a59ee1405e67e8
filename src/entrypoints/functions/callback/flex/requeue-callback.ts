import { agentActionsModule } from "../../modules/agent-actions.ts";
import { agentsModule } from "../../modules/agents.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { puttingBackModule } from "../../modules/putting-back.ts";
import { queueModule } from "../../modules/queue.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.RequeueAnswer,
  agentActionsModule,
  agentsModule,
  queueModule,
  ledgerModule,
  puttingBackModule,
);
