import { contactCallbacksModule } from "../../modules/contact-callbacks.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { requestsModule } from "../../modules/requests.ts";
import { serveTwilio } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveTwilio(
  TOKENS.FindCallbackAnswer,
  queueModule,
  ledgerModule,
  requestsModule,
  contactCallbacksModule,
);
