import type { CallbackTask } from "../domain/callback-task.ts";
import type { RequestIdentity } from "../domain/duplicates.ts";
import {
  isDecidedSince,
  isOlderThanTalk,
  requestsServed,
  type ServedCall,
  type ServedPolicy,
} from "../domain/served.ts";
import { Unavailable } from "../ports/faults.ts";
import { callOff } from "./once/call-off.ts";
import type { OnceNeeds } from "./once/needs.ts";
import { openTaskFrom } from "./once/open-task.ts";
import type { WriteToRequest } from "./once/write-to-request.ts";

/**
 * A contact who waited for a callback called by themselves, and an agent spoke with them. What waits, or is being offered,
 * ends; on what an agent has it is noted, and the agent decides. The same call may be told again, and late.
 *
 * Returns the tasks that were canceled. Throws `Unavailable` when the ledger or the queue is away.
 */
export type NoteServed = (call: ServedCall) => Promise<readonly string[]>;

/** Found through the ledger, never by search: a busy centre has many calls. */
export const makeNoteServed =
  (write: WriteToRequest, needs: OnceNeeds, policy: ServedPolicy): NoteServed =>
  async (call) => {
    const { ledger, log, tasks } = needs;
    const canceled: string[] = [];
    if (!ledger.isKept) return canceled;

    for (const identity of requestsServed(call, policy)) {
      const task = await openTaskOf(identity);
      if (task && isOlderThanTalk(task, call) && !isDecidedSince(task, call)) await serve(task.id);
    }

    return canceled;

    async function openTaskOf(identity: RequestIdentity): Promise<CallbackTask | undefined> {
      const read = await ledger.read(ledger.keyOf(identity));
      if (read.kind === "away") throw new Unavailable("The ledger cannot be asked", { cause: read.cause });
      if (read.kind === "none") return undefined;

      return (await openTaskFrom(read.entry.taskId, tasks)).open?.task;
    }

    async function serve(taskId: string): Promise<void> {
      const words = "The contact spoke with an agent";
      const outcome = await callOff(taskId, { reason: "served", by: "contact", words }, needs);
      log.info("callback.served", { taskId, outcome: outcome.kind });
      if (outcome.kind === "canceled") canceled.push(taskId);
      if (outcome.kind === "taken")
        await write(taskId, ({ servedAt, ...request }) =>
          servedAt && servedAt >= call.endedAt ? undefined : { ...request, servedAt: call.endedAt },
        );
    }
  };
