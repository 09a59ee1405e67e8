import { ContainerModule } from "inversify";
import { makeForgetContact } from "../../../application/forget-contact.ts";
import type { CallbackTasks } from "../../../ports/callback-tasks.ts";
import type { Clock } from "../../../ports/clock.ts";
import type { Ledger } from "../../../ports/ledger.ts";
import type { Log } from "../../../ports/log.ts";
import type { Recordings } from "../../../ports/recordings.ts";
import type { TaskHistory } from "../../../ports/task-history.ts";
import type { Transcriptions } from "../../../ports/transcriptions.ts";
import { TOKENS } from "../tokens.ts";

/** The end of what is kept of a contact. Stands on the queue, its history, the ledger, recordings and transcriptions. */
export const forgetModule = new ContainerModule(({ bind }) => {
  bind(TOKENS.ForgetContact).toResolvedValue(forget, [
    TOKENS.CallbackTasks,
    TOKENS.TaskHistory,
    TOKENS.Recordings,
    TOKENS.Transcriptions,
    TOKENS.Ledger,
    TOKENS.Clock,
    TOKENS.Log,
  ]);
});

function forget(
  tasks: CallbackTasks,
  history: TaskHistory,
  recordings: Recordings,
  transcriptions: Transcriptions,
  ledger: Ledger,
  clock: Clock,
  log: Log,
) {
  return makeForgetContact({ tasks, history, recordings, transcriptions, ledger, clock, log });
}
