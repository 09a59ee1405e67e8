import { deskModule } from "../../modules/desk.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.FlexSettingsAnswer, deskModule);
