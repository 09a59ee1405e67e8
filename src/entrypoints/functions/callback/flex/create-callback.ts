import { agentsModule } from "../../modules/agents.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { requestsModule } from "../../modules/requests.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.CreateCallbackAnswer,
  agentsModule,
  queueModule,
  ledgerModule,
  requestsModule,
);
