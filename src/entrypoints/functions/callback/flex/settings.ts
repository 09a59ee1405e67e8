import { agentsModule } from "../../modules/agents.ts";
import { flexSettingsModule } from "../../modules/flex-settings.ts";
import { workflowsModule } from "../../modules/workflows.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.FlexSettingsAnswer,
  workflowsModule,
  flexSettingsModule,
  agentsModule,
);
