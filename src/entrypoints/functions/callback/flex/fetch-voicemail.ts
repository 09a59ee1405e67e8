import { deskModule } from "../../modules/desk.ts";
import { recordingsModule } from "../../modules/recordings.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.FetchVoicemailAnswer, deskModule, recordingsModule);
