import { agentsModule } from "../../modules/agents.ts";
import { historyModule } from "../../modules/history.ts";
import { queueModule } from "../../modules/queue.ts";
import { reportModule } from "../../modules/report.ts";
import { supervisorActionsModule } from "../../modules/supervisor-actions.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.ReportAnswer,
  agentsModule,
  queueModule,
  historyModule,
  supervisorActionsModule,
  reportModule,
);
