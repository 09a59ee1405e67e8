import { ContainerModule } from "inversify";
import { TaskRouterTaskHistory } from "../../../adapters/taskrouter/taskrouter-task-history.ts";
import { apiVersion } from "../../../adapters/twilio-rest/api-version.ts";
import type { TwilioConnection } from "../../../adapters/twilio-rest/connection.ts";
import type { Announce } from "../../../application/announce.ts";
import { makeFollowEnd } from "../../../application/follow-end.ts";
import type { OnceNeeds } from "../../../application/once/needs.ts";
import { makeSweep, type Sweep } from "../../../application/sweep.ts";
import type { Announcements } from "../../../ports/announcements.ts";
import type { TaskHistory } from "../../../ports/task-history.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";

/** What follows the tasks whose events were missed. Stands on the queue, the ledger and announcements. */
export const sweepModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.TaskHistory).toResolvedValue(taskHistory, [TOKENS.Connection, TOKENS.Settings]);
  bind(TOKENS.Sweep).toResolvedValue(sweep, [
    TOKENS.TaskHistory,
    TOKENS.OnceNeeds,
    TOKENS.Announcements,
    TOKENS.Announce,
  ]);
});

function taskHistory(connection: TwilioConnection, settings: Settings): TaskHistory {
  const version = apiVersion(connection, "https://taskrouter.twilio.com", "v1");

  return new TaskRouterTaskHistory(version, { workspaceSid: settings.TWILIO_FLEX_WORKSPACE_SID });
}

function sweep(
  history: TaskHistory,
  needs: OnceNeeds,
  { isWanted }: Announcements,
  announce: Announce,
): Sweep {
  return makeSweep(history, makeFollowEnd(needs), needs, isWanted ? announce : undefined);
}
