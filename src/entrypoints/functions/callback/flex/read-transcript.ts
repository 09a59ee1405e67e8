import { deskModule } from "../../modules/desk.ts";
import { transcriptionsModule } from "../../modules/transcriptions.ts";
import { transcriptsModule } from "../../modules/transcripts.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.ReadTranscriptAnswer,
  deskModule,
  transcriptionsModule,
  transcriptsModule,
);
