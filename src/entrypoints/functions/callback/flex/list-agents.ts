import { agentsModule } from "../../modules/agents.ts";
import { assigningModule } from "../../modules/assigning.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.ListAgentsAnswer, agentsModule, assigningModule);
