import { agentsModule } from "../../modules/agents.ts";
import { assigningModule } from "../../modules/assigning.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.AssignCallbackAnswer,
  agentsModule,
  queueModule,
  ledgerModule,
  assigningModule,
);
