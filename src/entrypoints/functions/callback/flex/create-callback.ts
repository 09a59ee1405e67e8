import { deskModule } from "../../modules/desk.ts";
import { requestsModule } from "../../modules/requests.ts";
import { serveFlex } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveFlex(TOKENS.CreateCallbackAnswer, requestsModule, deskModule);
