import { agentsModule } from "../../modules/agents.ts";
import { queueModule } from "../../modules/queue.ts";
import { recordingsModule } from "../../modules/recordings.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.FetchVoicemailAnswer, agentsModule, queueModule, recordingsModule);
