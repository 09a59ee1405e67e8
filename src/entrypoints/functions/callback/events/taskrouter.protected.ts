import { announcementsModule } from "../../modules/announcements.ts";
import { ledgerModule } from "../../modules/ledger.ts";
import { queueModule } from "../../modules/queue.ts";
import { taskEventsModule } from "../../modules/task-events.ts";
import { serveTwilio } from "../../serve.ts";
import { TOKENS } from "../../tokens.ts";

export const handler = serveTwilio(
  TOKENS.TaskRouterEventsAnswer,
  queueModule,
  ledgerModule,
  announcementsModule,
  taskEventsModule,
);
