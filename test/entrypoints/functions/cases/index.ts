import { ENVIRONMENT } from "./environment.ts";
import { EVENTS } from "./events.ts";
import { HANGING } from "./hanging.ts";
import { LEDGER, REQUEUE, TASKROUTER, TOKEN_SERVICE } from "./luck.ts";
import { NUMBERS } from "./numbers.ts";
import { IDS, OBJECTS, PLAIN_PARAMETERS } from "./parameters.ts";
import { SIZES } from "./sizes.ts";
import { SUPERVISOR, SUPERVISOR_LUCK } from "./supervisor.ts";
import { TASK_SIDS, TOKENS } from "./tokens.ts";
import { TWICE } from "./twice.ts";
import { VOICEMAILS } from "./voicemails.ts";
import { WAITING } from "./waiting.ts";

/** Tests and table go by these same lists: what stands in one stands in the other. */
export const BAD_INPUT = [
  NUMBERS,
  SIZES,
  PLAIN_PARAMETERS,
  IDS,
  OBJECTS,
  TOKENS,
  TASK_SIDS,
  VOICEMAILS,
  SUPERVISOR,
  EVENTS,
];
export const BAD_LUCK = [TASKROUTER, TOKEN_SERVICE, LEDGER, REQUEUE, WAITING, SUPERVISOR_LUCK];
export { ENVIRONMENT, HANGING, TWICE };
