import { agentsModule } from "../../modules/agents.ts";
import { deletionModule } from "../../modules/deletion.ts";
import { queueModule } from "../../modules/queue.ts";
import { recordingsModule } from "../../modules/recordings.ts";
import { transcriptionsModule } from "../../modules/transcriptions.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.DeleteVoicemailAnswer,
  agentsModule,
  queueModule,
  deletionModule,
  recordingsModule,
  transcriptionsModule,
);
