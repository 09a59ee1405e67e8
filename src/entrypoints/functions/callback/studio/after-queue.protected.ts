import { silentFallback } from "../../../../adapters/functions/twiml/fallback.ts";
import { afterQueueModule } from "../../modules/after-queue.ts";
import { menuOptionsModule } from "../../modules/menu-options.ts";
import { serveCall } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveCall(
  TOKENS.AfterQueueAnswer,
  silentFallback,
  menuOptionsModule,
  afterQueueModule,
);
