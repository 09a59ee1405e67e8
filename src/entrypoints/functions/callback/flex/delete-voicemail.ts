import { deletionModule } from "../../modules/deletion.ts";
import { deskModule } from "../../modules/desk.ts";
import { recordingsModule } from "../../modules/recordings.ts";
import { transcriptionsModule } from "../../modules/transcriptions.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(
  TOKENS.DeleteVoicemailAnswer,
  deletionModule,
  deskModule,
  recordingsModule,
  transcriptionsModule,
);
