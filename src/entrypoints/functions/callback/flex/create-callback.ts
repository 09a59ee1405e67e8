import { agentsModule } from "../../modules/agents.ts";
import { queueModule } from "../../modules/queue.ts";
import { requestsModule } from "../../modules/requests.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.CreateCallbackAnswer, agentsModule, queueModule, requestsModule);
