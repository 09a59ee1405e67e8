import { agentsModule } from "../../modules/agents.ts";
import { cancelingModule } from "../../modules/canceling.ts";
import { queueModule } from "../../modules/queue.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.CancelBySupervisorAnswer, agentsModule, queueModule, cancelingModule);
