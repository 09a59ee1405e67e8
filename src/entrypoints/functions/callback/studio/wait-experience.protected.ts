import { waitFallback } from "../../../../adapters/functions/twiml/fallback.ts";
import { contactCallbacksModule } from "../../modules/contact-callbacks.ts";
import { inboundCallsModule } from "../../modules/inbound-calls.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { menuOptionsModule } from "../../modules/menu-options.ts";
import { queueModule } from "../../modules/queue.ts";
import { requestsModule } from "../../modules/requests.ts";
import { waitMenuModule } from "../../modules/wait-menu.ts";
import { serveCall } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveCall(
  TOKENS.WaitAnswer,
  waitFallback,
  queueModule,
  ledgerModule,
  requestsModule,
  contactCallbacksModule,
  inboundCallsModule,
  menuOptionsModule,
  waitMenuModule,
);
