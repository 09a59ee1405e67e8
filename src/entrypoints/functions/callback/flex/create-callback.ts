import { agentsModule } from "../../modules/agents.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { puttingBackModule } from "../../modules/putting-back.ts";
import { queueModule } from "../../modules/queue.ts";
import { requestsModule } from "../../modules/requests.ts";
import { requestsByAgentsModule } from "../../modules/requests-by-agents.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.CreateCallbackForAgentAnswer,
  agentsModule,
  queueModule,
  ledgerModule,
  requestsModule,
  puttingBackModule,
  requestsByAgentsModule,
);
