import { agentsModule } from "../../modules/agents.ts";
import { expeditingModule } from "../../modules/expediting.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.ExpediteCallbackAnswer,
  agentsModule,
  queueModule,
  ledgerModule,
  expeditingModule,
);
