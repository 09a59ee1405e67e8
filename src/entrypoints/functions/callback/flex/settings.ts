import { agentsModule } from "../../modules/agents.ts";
import { flexSettingsModule } from "../../modules/flex-settings.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.FlexSettingsAnswer, flexSettingsModule, agentsModule);
