import { inboundCallsModule } from "../../modules/inbound-calls.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { recordingEventsModule } from "../../modules/recording-events.ts";
import { requestsModule } from "../../modules/requests.ts";
import { transcriptionsModule } from "../../modules/transcriptions.ts";
import { serveTwilio } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveTwilio(
  TOKENS.RecordingStatusAnswer,
  queueModule,
  ledgerModule,
  inboundCallsModule,
  recordingEventsModule,
  requestsModule,
  transcriptionsModule,
);
