import { agentsModule } from "../../modules/agents.ts";
import { callbackListModule } from "../../modules/callback-list.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.ListCallbacksAnswer, agentsModule, callbackListModule);
