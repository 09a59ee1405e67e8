import { agentsModule } from "../../modules/agents.ts";
import { callbackListModule } from "../../modules/callback-list.ts";
import { historyModule } from "../../modules/history.ts";
import { reportModule } from "../../modules/report.ts";
import { workflowsModule } from "../../modules/workflows.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.ReportAnswer,
  agentsModule,
  historyModule,
  callbackListModule,
  workflowsModule,
  reportModule,
);
