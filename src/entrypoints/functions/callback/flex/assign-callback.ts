import { agentsModule } from "../../modules/agents.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { supervisorActionsModule } from "../../modules/supervisor-actions.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.AssignCallbackAnswer,
  agentsModule,
  queueModule,
  ledgerModule,
  supervisorActionsModule,
);
