import { agentsModule } from "../../modules/agents.ts";
import { queueModule } from "../../modules/queue.ts";
import { transcriptionsModule } from "../../modules/transcriptions.ts";
import { transcriptsModule } from "../../modules/transcripts.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.ReadTranscriptAnswer,
  agentsModule,
  queueModule,
  transcriptionsModule,
  transcriptsModule,
);
