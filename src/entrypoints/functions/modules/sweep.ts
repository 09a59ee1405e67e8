import { ContainerModule } from "inversify";
import type { Announce } from "../../../application/announce.ts";
import { makeFollowEnd } from "../../../application/follow-end.ts";
import { makeNoteServed } from "../../../application/note-served.ts";
import type { OnceNeeds } from "../../../application/once/needs.ts";
import type { WriteToRequest } from "../../../application/once/write-to-request.ts";
import { makeSweep, type Sweep } from "../../../application/sweep.ts";
import type { Announcements } from "../../../ports/announcements.ts";
import type { TaskHistory } from "../../../ports/task-history.ts";
import type { Settings } from "../settings.ts";
import { TOKENS } from "../tokens.ts";
import { servedPolicy } from "./served-policy.ts";

/** What follows the tasks whose events were missed. Stands on the queue, the history, the ledger and announcements. */
export const sweepModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.Sweep).toResolvedValue(sweep, [
    TOKENS.TaskHistory,
    TOKENS.OnceNeeds,
    TOKENS.Announcements,
    TOKENS.Announce,
    TOKENS.WriteToRequest,
    TOKENS.Settings,
  ]);
});

function sweep(
  history: TaskHistory,
  needs: OnceNeeds,
  { isWanted }: Announcements,
  announce: Announce,
  write: WriteToRequest,
  settings: Settings,
): Sweep {
  const noteServed = makeNoteServed(write, needs, servedPolicy(settings));

  return makeSweep(history, makeFollowEnd(needs), needs, isWanted ? announce : undefined, noteServed);
}
